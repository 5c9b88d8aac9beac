package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats that images may have, told by the first bytes: names and declared types are often wrong. */
public enum ImageFormat {
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    GIF("image/gif", "GIF8"),
    BMP("image/bmp", "BM"),
    /** Java has no reader for it, but services have. */
    WEBP("image/webp", "RIFF");

    /** What to do about a file that is none of these. */
    static final String REMEDY = "Give a PNG, JPEG, GIF or BMP file, or decode it and give a BufferedImage";

    private static final int HEAD = 16;

    private final String mediaType;
    private final String start;

    ImageFormat(String mediaType, String start) {
        this.mediaType = mediaType;
        this.start = start;
    }

    /**
     * What the format is called in requests.
     *
     * @return such as {@code image/png}
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The format of a file.
     *
     * @param file a file that was checked, as {@code ImageInput.bytes()} gives it
     * @return its format
     */
    public static ImageFormat of(byte[] file) {
        return check(file, "The image of " + file.length + " bytes");
    }

    /** Refuses what is empty, too large, or of no known format. */
    static ImageFormat check(byte[] file, String what) {
        if (file.length == 0) {
            throw Refusal.of(what + " is empty. " + REMEDY);
        }
        if (file.length > ImageSource.MOST_BYTES) {
            throw tooLarge(what);
        }
        String head = new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> head.startsWith(format.start))
                .filter(format -> format != WEBP || head.startsWith("WEBP", 8))
                .findFirst()
                .orElseThrow(() -> unknown(head, what));
    }

    static EmbeddingException tooLarge(String what) {
        return Refusal.of(what + " is too large: expected at most " + (ImageSource.MOST_BYTES >> 20)
                + " MiB. Scale it down: models look at a few hundred pixels a side");
    }

    private static EmbeddingException unknown(String head, String what) {
        String guess = guess(head);
        return Refusal.of(what + (guess == null ? " is no image of a known format" : " is " + guess) + ". " + REMEDY);
    }

    private static @Nullable String guess(String head) {
        String lower = head.stripLeading().toLowerCase(Locale.ROOT);
        if (head.startsWith("ftyp", 4)) {
            return "HEIC, AVIF or a film, which Java cannot read";
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            return "TIFF, which often holds several pictures";
        }
        if (lower.startsWith("<svg") || lower.startsWith("<?xml")) {
            return "SVG or other XML, which has no pixels";
        }
        if (lower.startsWith("<!doctype") || lower.startsWith("<html")) {
            return "an HTML page";
        }
        return head.startsWith("%PDF") ? "a PDF document" : null;
    }
}
