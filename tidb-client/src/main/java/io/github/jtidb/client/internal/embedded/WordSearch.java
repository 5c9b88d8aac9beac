package io.github.jtidb.client.internal.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One search by words: over a view of the index, but for some rows, and over rows whose texts are given instead. All numbers
 * of the formula are counted over exactly these, so a score is the same wherever a row's words come from. Not thread-safe.
 */
final class WordSearch {

    /**
     * A row that has a word of the query.
     *
     * @param row its id
     * @param score the larger the better, above 0
     */
    record Match(long row, double score) {}

    /** One text that has a word: how often, and how long the text is. */
    private record Hit(long row, int occurrences, long length) {}

    private final Words words;
    private final Set<String> query;
    private final Map<String, List<Hit>> hits = new HashMap<>();
    private long texts;
    private long length;

    WordSearch(Words words, String query) {
        this.words = words;
        this.query = words.query(query);
        this.query.forEach(word -> hits.put(word, new ArrayList<>()));
    }

    /** Adds a row with its text. */
    void add(long row, @Nullable String text) {
        Map<String, Integer> counts = text == null ? Map.of() : words.count(text);
        if (!counts.isEmpty()) {
            long size = counts.values().stream().mapToLong(Integer::longValue).sum();
            texts++;
            length += size;
            query.forEach(word -> {
                Integer occurrences = counts.get(word);
                if (occurrences != null) {
                    find(word).add(new Hit(row, occurrences, size));
                }
            });
        }
    }

    private List<Hit> find(String word) {
        return Objects.requireNonNull(hits.get(word));
    }

    /** Adds the rows of a view but for some; gives the number of rows that were added. */
    long add(WordView view, Set<Long> without) throws IOException {
        texts += view.texts();
        length += view.length();
        long rows = view.reader().numDocs();
        for (LeafReaderContext context : view.reader().leaves()) {
            LeafReader leaf = context.reader();
            FixedBitSet hidden = hide(leaf, without);
            rows -= hidden.cardinality();
            for (String word : query) {
                collect(leaf, word, hidden);
            }
        }
        return rows;
    }

    /** The documents of rows that are left out; they are taken from the totals. */
    private FixedBitSet hide(LeafReader leaf, Set<Long> rows) throws IOException {
        FixedBitSet hidden = new FixedBitSet(leaf.maxDoc());
        Bits live = leaf.getLiveDocs();
        for (long row : rows) {
            PostingsEnum documents = leaf.postings(new Term(WordIndex.ID, WordIndex.id(row)), PostingsEnum.NONE);
            while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(documents.docID())) {
                    hidden.set(documents.docID());
                }
            }
        }
        NumericDocValues lengths = leaf.getNumericDocValues(WordIndex.LENGTH);
        for (int document = hidden.length() == 0 ? DocIdSetIterator.NO_MORE_DOCS : hidden.nextSetBit(0);
                lengths != null && document != DocIdSetIterator.NO_MORE_DOCS;
                document = document + 1 < hidden.length()
                        ? hidden.nextSetBit(document + 1)
                        : DocIdSetIterator.NO_MORE_DOCS) {
            if (lengths.advanceExact(document) && lengths.longValue() > 0) {
                texts--;
                length -= lengths.longValue();
            }
        }
        return hidden;
    }

    private void collect(LeafReader leaf, String word, FixedBitSet hidden) throws IOException {
        PostingsEnum documents = leaf.postings(new Term(WordIndex.TEXT, word), PostingsEnum.FREQS);
        if (documents == null) {
            return;
        }
        Bits live = leaf.getLiveDocs();
        NumericDocValues rows = leaf.getNumericDocValues(WordIndex.ROW);
        NumericDocValues lengths = leaf.getNumericDocValues(WordIndex.LENGTH);
        List<Hit> found = find(word);
        while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            int document = documents.docID();
            if ((live == null || live.get(document))
                    && !hidden.get(document)
                    && rows.advanceExact(document)
                    && lengths.advanceExact(document)) {
                found.add(new Hit(rows.longValue(), documents.freq(), lengths.longValue()));
            }
        }
    }

    /**
     * The best matches, the best first, with all that are as good as the last of them.
     *
     * @param most how many
     */
    List<Match> matches(long most) {
        Map<Long, Double> scores = new HashMap<>();
        double average = (double) length / texts;
        for (String word : query) {
            List<Hit> found = find(word);
            double rarity = Bm25.rarity(texts, found.size());
            for (Hit hit : found) {
                scores.merge(hit.row(), rarity * Bm25.weight(hit.occurrences(), hit.length(), average), Double::sum);
            }
        }
        List<Match> matches = new ArrayList<>(scores.size());
        scores.forEach((row, score) -> matches.add(new Match(row, score)));
        matches.sort(Comparator.comparingDouble(Match::score).reversed());
        int end = (int) Math.min(most, matches.size());
        while (end > 0
                && end < matches.size()
                && matches.get(end).score() == matches.get(end - 1).score()) {
            end++;
        }
        return matches.subList(0, end);
    }
}
