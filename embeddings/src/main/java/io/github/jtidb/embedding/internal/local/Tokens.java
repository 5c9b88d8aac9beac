package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.Truncation;
import java.util.Arrays;

/**
 * The tokens of a text, or of a pair of texts. Owned by one thread at a time.
 *
 * @param ids which token
 * @param types 1 for the second text of a pair, in models that tell the two apart, 0 for all others
 * @param texts -1 for a token that the tokenizer added, else which text it is of, 0 or 1
 */
record Tokens(long[] ids, long[] types, int[] texts) {

    int count() {
        return ids.length;
    }

    /**
     * Cuts tokens off until the rest fits. What the tokenizer added stays; of a pair, the longer text is cut first.
     *
     * @param most how many may be left
     * @param side where they are cut off
     * @return what is left: all, if it fits
     */
    Tokens cut(int most, Truncation side) {
        if (ids.length <= most) {
            return this;
        }
        int[] sizes = {count(0), count(1)};
        int[] room = room(sizes[0], sizes[1], Math.max(0, most - count(-1)));
        int[] seen = {0, 0};
        int[] kept = new int[ids.length];
        int left = 0;
        for (int i = 0; i < ids.length; i++) {
            int text = texts[i];
            if (text >= 0) {
                int position = seen[text]++;
                int first = side == Truncation.START ? sizes[text] - room[text] : 0;
                if (position < first || position >= first + room[text]) {
                    continue;
                }
            }
            kept[left++] = i;
        }
        int[] indexes = Arrays.copyOf(kept, left);
        return new Tokens(
                Arrays.stream(indexes).mapToLong(i -> ids[i]).toArray(),
                Arrays.stream(indexes).mapToLong(i -> types[i]).toArray(),
                Arrays.stream(indexes).map(i -> texts[i]).toArray());
    }

    private int count(int text) {
        return (int) Arrays.stream(texts).filter(of -> of == text).count();
    }

    /** How much each of two texts gets of the room there is, as the Hugging Face tokenizers share it. */
    private static int[] room(int first, int second, int room) {
        int shorter = Math.min(first, second);
        int longer = Math.max(shorter, room - shorter);
        if (shorter + longer > room) {
            shorter = room / 2;
            longer = room - shorter;
        }
        return first <= second ? new int[] {shorter, longer} : new int[] {longer, shorter};
    }
}
