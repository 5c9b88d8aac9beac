package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.internal.image.ImageFormat;
import java.util.Base64;
import java.util.Set;

/**
 * An image file as a service takes it. Immutable; the bytes are not copied.
 *
 * @param mediaType such as {@code image/png}
 * @param bytes the whole file
 */
public record ImageBytes(String mediaType, byte[] bytes) {

    /**
     * Reads an image. What a service does not take in its own format is written anew as PNG, which loses nothing.
     *
     * @param taken the formats that the service takes, PNG among them
     * @param mostBytes how large the file may be
     * @throws EmbeddingException if it cannot be read, or is larger
     */
    public static ImageBytes of(ImageInput image, Set<ImageFormat> taken, int mostBytes) {
        byte[] file = image.bytes();
        if (!taken.contains(ImageFormat.of(file))) {
            file = ImageInput.of(ImageInput.of(file).decode()).bytes();
        }
        if (file.length > mostBytes) {
            throw new EmbeddingException(
                    Reason.INVALID_REQUEST,
                    0,
                    image + " has " + file.length + " bytes as " + ImageFormat.of(file) + ", and the service takes "
                            + mostBytes + " at most. Scale it down",
                    null);
        }
        return new ImageBytes(ImageFormat.of(file).mediaType(), file);
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
