package io.github.jtidb.embedding.internal.local;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Text to tokens, as a tokenizer.json says. Thread-safe, except that nothing may run during close. */
final class Tokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    private final String model;

    private Tokenizer(HuggingFaceTokenizer tokenizer, String model) {
        this.tokenizer = tokenizer;
        this.model = model;
    }

    /**
     * Reads a tokenizer.json.
     *
     * @param lowerCase whether texts are made lower case first, whatever the file says
     */
    static Tokenizer load(String model, URL vocabulary, boolean lowerCase) {
        try (InputStream in = lowerCase ? withLowerCase(vocabulary) : ModelFiles.open(vocabulary)) {
            return new Tokenizer(Djl.tokenizer(in), model);
        } catch (IOException | RuntimeException e) {
            throw new EmbeddingException(
                    model + ": the tokenizer could not be read from " + vocabulary + ": " + e.getMessage(), e);
        }
    }

    /**
     * The file, with lower case as its first step. Texts that were made lower case before the tokenizer sees them would
     * lose the special tokens written in them, such as [SEP].
     */
    private static InputStream withLowerCase(URL vocabulary) throws IOException {
        ObjectNode json;
        try (InputStream in = ModelFiles.open(vocabulary)) {
            json = (ObjectNode) ModelFiles.JSON.readTree(in);
        }
        ArrayNode steps = ModelFiles.JSON.createArrayNode();
        steps.addObject().put("type", "Lowercase");
        JsonNode own = json.path("normalizer");
        if (own.isObject()) {
            steps.add(own);
        }
        json.putObject("normalizer").put("type", "Sequence").set("normalizers", steps);
        return new ByteArrayInputStream(ModelFiles.JSON.writeValueAsBytes(json));
    }

    /** All tokens of a text, those included that the model wants around it. */
    Tokens encode(String text) {
        Encoding encoding = encode(() -> tokenizer.encode(Djl.characters(text)), text.length());
        long[] special = encoding.getSpecialTokenMask();
        return tokens(encoding, i -> special[i] == 1 ? -1 : 0);
    }

    /** All tokens of a pair of texts. */
    Tokens encode(String first, String second) {
        Encoding encoding = encode(
                () -> tokenizer.encode(Djl.characters(first), Djl.characters(second)),
                first.length() + second.length());
        long[] sequence = encoding.getSequenceIds();
        return tokens(encoding, i -> (int) sequence[i]);
    }

    /** How many tokens a prompt has before the text, those included that the model wants before it. */
    int prompt(String prompt) {
        if (prompt.isEmpty()) {
            return 0;
        }
        int[] texts = encode(prompt).texts();
        return texts.length - (texts[texts.length - 1] < 0 ? 1 : 0);
    }

    private static Tokens tokens(Encoding encoding, IntUnaryOperator text) {
        long[] ids = encoding.getIds();
        int[] texts = new int[ids.length];
        Arrays.setAll(texts, text);
        return new Tokens(ids, encoding.getTypeIds(), texts);
    }

    private Encoding encode(Supplier<Encoding> call, int characters) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new EmbeddingException(model + ": the tokenizer failed on " + characters + " characters", e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
