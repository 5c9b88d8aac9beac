package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Files to pixels. */
final class ImageDecoder {

    /** Where Pillow refuses, too: two thirds of a gigabyte as RGB. */
    static final long MOST_PIXELS = 178_956_970;

    /** As far as JPEG and GIF go; beyond are only files made to hurt. */
    private static final int LONGEST_SIDE = 65_535;

    private static final int MOST_DETAILS = 100;

    private ImageDecoder() {}

    /**
     * The first picture of a file, upright. What a format leaves out at the edge is filled as Pillow does.
     *
     * @param file a file of a known format
     * @param what the image, for messages
     */
    static BufferedImage decode(byte[] file, String what) {
        ImageFormat format = ImageFormat.check(file, what);
        if (format == ImageFormat.WEBP) {
            throw Refusal.of(what + " is WebP, which Java cannot read. " + ImageFormat.REMEDY);
        }
        try {
            if (format == ImageFormat.GIF) {
                GifCanvas canvas = GifCanvas.of(file, what);
                checkSize(canvas.width(), canvas.height(), what);
                return canvas.fill(read(file, format, what));
            }
            return Orientation.of(file, format).upright(read(file, format, what));
        } catch (OutOfMemoryError e) {
            throw new EmbeddingException(
                    what + " does not fit into memory: scale it down, or start java with a larger heap (-Xmx)", e);
        }
    }

    static void checkSize(int width, int height, String what) {
        if (width < 1 || height < 1) {
            throw broken(pixels(width, height), what, null);
        }
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
            throw Refusal.of(what + " has " + pixels(width, height) + " pixels: expected at most " + MOST_PIXELS
                    + " in all and " + LONGEST_SIDE + " a side. Scale it down: models look at a few hundred a side");
        }
    }

    /** A file that its format does not explain. */
    static EmbeddingException broken(String details, String what, @Nullable Throwable cause) {
        return Refusal.of(
                what + " is broken or cut short (" + details + "): fetch or save it again. " + ImageFormat.REMEDY,
                cause);
    }

    private static String pixels(int width, int height) {
        return width + " x " + height;
    }

    private static BufferedImage read(byte[] file, ImageFormat format, String what) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT))
                .next();
        // ImageIO's own streams would be kept on disk.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            checkSize(reader.getWidth(0), reader.getHeight(0), what);
            reader.addIIOReadWarningListener((source, warning) -> checkWhole(warning, what));
            return reader.read(0);
        } catch (EmbeddingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers fail on broken files in every way there is.
            String details = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw broken(details.substring(0, Math.min(MOST_DETAILS, details.length())), what, e);
        } finally {
            reader.dispose();
        }
    }

    /** JPEG's reader only warns of a file that ends too early, and makes the rest grey. */
    private static void checkWhole(String warning, String what) {
        if (warning.contains("Premature end") || warning.contains("Truncated")) {
            throw broken(warning, what, null);
        }
    }
}
