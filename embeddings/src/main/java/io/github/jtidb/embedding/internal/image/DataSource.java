package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.internal.Refusal;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;

/** An image within its address, {@code data:image/png;base64,…}. Immutable. */
record DataSource(URI uri) implements ImageSource {

    @Override
    public byte[] bytes() {
        String content = uri.getSchemeSpecificPart();
        int comma = content.indexOf(',');
        String header = comma < 0 ? "" : content.substring(0, comma).toLowerCase(Locale.ROOT);
        if (!header.startsWith("image/") || !header.endsWith(";base64")) {
            throw Refusal.of(
                    this + " does not begin as an image in base64 does: expected data:image/png;base64,… or the like");
        }
        if (content.length() - comma > MOST_BYTES / 3L * 4 + 8) {
            throw ImageFormat.tooLarge(toString());
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(content.substring(comma + 1));
        } catch (IllegalArgumentException e) {
            // Without the cause: its message shows a piece of the content.
            throw Refusal.of(this + " is not valid base64: expected letters, digits, + and /, padded with =");
        }
        ImageFormat.check(bytes, toString());
        return bytes;
    }

    @Override
    public String toString() {
        return "The image in a data: address";
    }
}
