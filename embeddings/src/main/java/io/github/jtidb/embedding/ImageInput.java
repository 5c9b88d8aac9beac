package io.github.jtidb.embedding;

import io.github.jtidb.embedding.internal.image.ImageSource;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An image to embed: PNG, JPEG, GIF (its first picture) or BMP. WebP goes to services only, which get files as they are.
 *
 * <p>It is read when it is embedded, anew each time. What is no whole image is refused with an {@link EmbeddingException} for
 * {@link EmbeddingException.Reason#INVALID_REQUEST} before any model sees it: no image, one that is cut, more than 64 MiB,
 * or more than 178,956,970 pixels, which are counted before room is made for them. Messages hold no query of an address and
 * nothing of a {@code data:} one. Immutable; what is given as a path, an address or a {@link BufferedImage} may change
 * elsewhere.
 */
public final class ImageInput {

    private final ImageSource source;

    private ImageInput(ImageSource source) {
        this.source = source;
    }

    /**
     * An image in a file.
     *
     * @param file PNG, JPEG, GIF, BMP or WebP
     * @return the image
     */
    public static ImageInput of(Path file) {
        return new ImageInput(ImageSource.file(Objects.requireNonNull(file, "file")));
    }

    /**
     * An image in memory.
     *
     * @param bytes a whole file; copied
     * @return the image
     */
    public static ImageInput of(byte[] bytes) {
        return new ImageInput(ImageSource.memory(bytes.clone()));
    }

    /**
     * An image that was decoded.
     *
     * @param image any type; read when it is embedded
     * @return the image
     */
    public static ImageInput of(BufferedImage image) {
        return new ImageInput(ImageSource.decoded(Objects.requireNonNull(image, "image")));
    }

    /**
     * An image elsewhere.
     *
     * <p>What an address of the web leads to is fetched within 30 seconds, without cookies or keys, and has to call itself an
     * image. Up to five redirects are followed, but none from https to http, and none from a public address to one of a
     * private network. The first address is not restricted: check those that strangers hand in.
     *
     * @param uri {@code https:}, {@code http:}, {@code file:} or {@code data:} with base64
     * @return the image
     * @throws EmbeddingException if its scheme is none of these
     */
    public static ImageInput of(URI uri) {
        return new ImageInput(ImageSource.address(Objects.requireNonNull(uri, "uri")));
    }

    /**
     * The image as a file, for a provider that sends it to a service: as it is where it came as a file, as PNG where it came
     * decoded. Its pixels are not looked at.
     *
     * @return a new array that begins as PNG, JPEG, GIF, BMP and WebP files do
     * @throws EmbeddingException if the image cannot be read or fetched, or is of none of these formats
     */
    public byte[] bytes() {
        return source.bytes();
    }

    /**
     * The pixels, for a provider that computes here: of the first picture, turned upright as its EXIF orientation says. The
     * values are those of the file; no colour profile is applied.
     *
     * @return any type of image, with one pixel or more; the very object where it came decoded
     * @throws EmbeddingException if the image cannot be read or fetched, or is no whole image of PNG, JPEG, GIF or BMP
     */
    public BufferedImage decode() {
        return source.decode();
    }

    /** Where the image comes from, without a query or data. */
    @Override
    public String toString() {
        return "ImageInput[" + source + "]";
    }
}
