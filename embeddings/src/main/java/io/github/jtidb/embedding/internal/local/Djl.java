package io.github.jtidb.embedding.internal.local;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/** What DJL's tokenizers want of whoever uses them. Has no state. */
public final class Djl {

    /** Java's regular expressions read code points: a surrogate of a pair is none of these. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    /** Many files cut and fill up texts at a length of their own. Both are done here, where the model's length is known. */
    private static final Map<String, String> SETTINGS = Map.of("truncation", "false", "padding", "false");

    private Djl() {}

    /**
     * Reads a tokenizer that neither cuts texts nor fills them up.
     *
     * @param json a {@code tokenizer.json}
     * @throws IOException if it cannot be read
     * @throws RuntimeException if DJL does not understand it
     */
    public static HuggingFaceTokenizer tokenizer(InputStream json) throws IOException {
        Telemetry.forbidDjl();
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        // DJL looks for its own files through the context class loader, which may know nothing of it.
        thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
        try {
            return HuggingFaceTokenizer.newInstance(json, SETTINGS);
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /**
     * A text that the native side reads as it is: a surrogate without its partner, which is no character and would make it
     * misread the whole text, is replaced by U+FFFD.
     */
    public static String characters(String text) {
        return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }
}
