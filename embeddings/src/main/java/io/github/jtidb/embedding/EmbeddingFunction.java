package io.github.jtidb.embedding;

import io.github.jtidb.embedding.internal.Async;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turns text into vectors with one model.
 *
 * <p>A text that is searched for goes through {@link #embedQuery}, a text that is stored and found through {@link
 * #embedDocuments}: many models put a different prompt before each, and mixing them up costs accuracy without an error.
 * For a model without prompts the two give the same vector.
 *
 * <p>Every vector is a fresh array of {@link #dimensions()} finite values that the caller owns. The same text gives the
 * same vector, alone or in any list. The empty text is a text like any other for a model in this JVM; services refuse it, so a
 * function of theirs does before it sends anything. A text longer than the model can read
 * is cut at its end unless {@link ModelOptions#truncation} says otherwise, and a warning that holds no text is logged.
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
     * The length of every vector. It is known from the options, the catalogue, or a vector that was made; where it is not,
     * this embeds one short word to learn it.
     *
     * @return one or more, also after {@link #close()} if it was known before
     * @throws EmbeddingException if it is not known and the model fails
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
     * Whether this model reads images.
     *
     * @return whether {@link #embedImages} works, also after {@link #close()}
     */
    default boolean embedsImages() {
        return false;
    }

    /**
     * The vector of an image, which is compared with vectors of texts and of images alike.
     *
     * @param image any image
     * @return a new array of {@link #dimensions()} values
     * @throws EmbeddingException if this model reads no images, the image cannot be read, or the model fails
     * @throws IllegalStateException if this function is closed
     */
    default float[] embedImage(ImageInput image) {
        return embedImages(List.of(image)).get(0);
    }

    /**
     * The vectors of images.
     *
     * @param images any images
     * @return one new array of {@link #dimensions()} values for each image, in order
     * @throws EmbeddingException as {@link #embedImage} does; a {@link PartialEmbeddingException} where some images of a list
     *     could be embedded, and others not
     * @throws IllegalStateException if this function is closed
     */
    default List<float[]> embedImages(List<ImageInput> images) {
        throw new EmbeddingException(
                EmbeddingException.Reason.INVALID_REQUEST,
                0,
                model() + " reads texts only: choose a model for images, such as one of CLIP",
                null);
    }

    /**
     * {@link #embedQuery} on another thread. Cancelling the future ends the call soon.
     *
     * @param text any text, also empty
     * @return what {@link #embedQuery} gives or throws
     */
    default CompletableFuture<float[]> embedQueryAsync(String text) {
        return Async.supply(() -> embedQuery(text));
    }

    /**
     * {@link #embedDocuments} on another thread. Cancelling the future ends the call soon.
     *
     * @param texts any texts; read before this returns
     * @return what {@link #embedDocuments} gives or throws
     */
    default CompletableFuture<List<float[]>> embedDocumentsAsync(List<String> texts) {
        List<String> copy = List.copyOf(texts);
        return Async.supply(() -> embedDocuments(copy));
    }

    /**
     * {@link #embedImages} on another thread. Cancelling the future ends the call soon.
     *
     * @param images any images; the list is read before this returns
     * @return what {@link #embedImages} gives or throws
     */
    default CompletableFuture<List<float[]>> embedImagesAsync(List<ImageInput> images) {
        List<ImageInput> copy = List.copyOf(images);
        return Async.supply(() -> embedImages(copy));
    }

    /**
     * Frees what the model holds. Running calls of a model in this JVM are waited for; those of a service end soon, with an
     * {@link EmbeddingException} for {@link EmbeddingException.Reason#CANCELLED}. Calls that come later throw an {@link
     * IllegalStateException} that names the model; closing again does nothing.
     */
    @Override
    void close();
}
