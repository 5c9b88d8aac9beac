package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.internal.Refusal;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Where an image comes from; its text form names that without secrets. Implementations are immutable. */
public interface ImageSource {

    /** More is not read: photographs have a tenth of it. */
    int MOST_BYTES = 64 << 20;

    /** The image as a file of a known format. */
    byte[] bytes();

    /** The pixels, upright. */
    default BufferedImage decode() {
        return ImageDecoder.decode(bytes(), toString());
    }

    /** An image in a file. */
    static ImageSource file(Path file) {
        return new FileSource(file);
    }

    /** An image in memory; the array is kept. */
    static ImageSource memory(byte[] bytes) {
        return new MemorySource(bytes);
    }

    /** An image that was decoded. */
    static ImageSource decoded(BufferedImage image) {
        return new DecodedSource(image);
    }

    /** An image at an address. */
    static ImageSource address(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https", "http" -> new WebSource(uri);
            case "data" -> new DataSource(uri);
            case "file" -> new FileSource(localPath(uri));
            default ->
                throw Refusal.of("An image has the address scheme \"" + scheme
                        + "\": expected https, http, file or data. For a file without a scheme, give a Path");
        };
    }

    private static Path localPath(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(
                    "An image's file: address names no file of this machine: expected one such as"
                            + " file:///photos/cat.png, or give a Path",
                    e);
        }
    }
}
