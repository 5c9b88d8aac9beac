package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.internal.Refusal;
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
     * Reads an image.
     *
     * @param mostBytes how many the service takes
     * @throws EmbeddingException if it cannot be read, is no image, or has more bytes
     */
    public static ImageBytes of(ImageInput image, int mostBytes) {
        return checked(image, image.bytes(), mostBytes);
    }

    /**
     * Reads an image. What the service does not take in its own format is written anew as PNG, which loses nothing.
     *
     * @param taken the formats that the service takes, PNG among them
     * @param mostBytes how many the service takes
     * @throws EmbeddingException if it cannot be read, is no image, or has more bytes
     */
    public static ImageBytes of(ImageInput image, Set<ImageFormat> taken, int mostBytes) {
        byte[] file = image.bytes();
        return taken.contains(ImageFormat.of(file))
                ? checked(image, file, mostBytes)
                : of(ImageInput.of(ImageInput.of(file).decode()), mostBytes);
    }

    private static ImageBytes checked(ImageInput image, byte[] bytes, int mostBytes) {
        if (bytes.length > mostBytes) {
            throw Refusal.of(image + " has " + bytes.length + " bytes, and the service takes " + mostBytes
                    + ". Scale it down: models look at a few hundred pixels a side");
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
