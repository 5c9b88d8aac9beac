package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.internal.image.ImageFormat;
import java.util.Base64;

/**
 * An image file as a service takes it. Immutable; the bytes are not copied.
 *
 * @param mediaType such as {@code image/png}
 * @param bytes the whole file
 */
public record ImageBytes(String mediaType, byte[] bytes) {

    /**
     * Reads an image.
     *
     * @param mostBytes how many the service takes
     * @throws EmbeddingException if it cannot be read, is no image, or has more bytes
     */
    public static ImageBytes of(ImageInput image, int mostBytes) {
        byte[] bytes = image.bytes();
        if (bytes.length > mostBytes) {
            throw new EmbeddingException(
                    Reason.INVALID_REQUEST,
                    0,
                    image + " has " + bytes.length + " bytes, and the service takes " + mostBytes
                            + ". Scale it down: models look at a few hundred pixels a side",
                    null);
        }
        return new ImageBytes(ImageFormat.of(bytes).mediaType(), bytes);
    }

    /** The bytes in base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A {@code data:} URI. */
    public String dataUri() {
        return "data:" + mediaType + ";base64," + base64();
    }

    @Override
    public String toString() {
        return mediaType + ", " + bytes.length + " bytes";
    }
}
