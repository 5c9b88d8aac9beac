package io.github.jtidb.embedding;

import java.util.List;

/**
 * Turns text into vectors with one model.
 *
 * <p>A text that is searched for goes through {@link #embedQuery}, a text that is stored and found through {@link
 * #embedDocuments}: many models put a different prompt before each, and mixing them up costs accuracy without an error.
 * For a model without prompts the two give the same vector.
 *
 * <p>Every vector is a fresh array of {@link #dimensions()} finite values that the caller owns. The same text gives the
 * same vector, alone or in any list. The empty text is a text like any other. A text longer than the model can read is
 * cut at its end, and a warning that holds no text is logged.
 *
 * <p>Opening one can be slow and take much memory: keep it, share it, and close it at the end. Implementations are
 * thread-safe.
 */
public interface EmbeddingFunction extends AutoCloseable {

    /**
     * The full name of the model, such as {@code local/all-MiniLM-L6-v2}.
     *
     * @return {@code provider/model}, also after {@link #close()}
     */
    String model();

    /**
     * The length of every vector.
     *
     * @return one or more, also after {@link #close()}
     */
    int dimensions();

    /**
     * The vector of a text that is searched for.
     *
     * @param text any text, also empty
     * @return a new array of {@link #dimensions()} values
     * @throws EmbeddingException if the model fails
     * @throws IllegalStateException if this function is closed
     */
    float[] embedQuery(String text);

    /**
     * The vectors of texts that are stored and found. One call with many texts is faster than many calls.
     *
     * @param texts any texts, also empty ones; read once, before the work begins
     * @return one new array of {@link #dimensions()} values for each text, in the order of the texts; an empty list for an
     *     empty list, without any work
     * @throws NullPointerException if a text is null; the message names its index, and nothing has been embedded
     * @throws EmbeddingException if the model fails, or the thread is interrupted between two steps of a long list (its
     *     interrupt flag stays set)
     * @throws IllegalStateException if this function is closed
     */
    List<float[]> embedDocuments(List<String> texts);

    /**
     * Waits for running calls, then frees what the model holds. Calls that come later throw an {@link
     * IllegalStateException} that names the model; closing again does nothing.
     */
    @Override
    void close();
}
