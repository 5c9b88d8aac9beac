package io.github.jtidb.embedding;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;

/**
 * An image to embed. It is read when it is embedded, and its size is looked at before its pixels are. Immutable.
 */
public final class ImageInput {

    private final Object source;

    private ImageInput(Object source) {
        this.source = source;
    }

    /**
     * An image in a file.
     *
     * @param file PNG, JPEG, GIF, BMP or WBMP
     * @return the image
     */
    public static ImageInput of(Path file) {
        return new ImageInput(file);
    }

    /**
     * An image in memory.
     *
     * @param bytes a whole file; copied
     * @return the image
     */
    public static ImageInput of(byte[] bytes) {
        return new ImageInput(bytes.clone());
    }

    /**
     * An image that was decoded.
     *
     * @param image any type; read when it is embedded
     * @return the image
     */
    public static ImageInput of(BufferedImage image) {
        return new ImageInput(image);
    }

    /**
     * An image elsewhere.
     *
     * @param uri {@code https:}, {@code http:}, {@code file:} or {@code data:} with base64
     * @return the image
     */
    public static ImageInput of(URI uri) {
        return new ImageInput(uri);
    }

    /** What the image was made of, for the providers here. */
    Object source() {
        return source;
    }
}
