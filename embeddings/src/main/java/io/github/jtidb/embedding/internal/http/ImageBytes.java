package io.github.jtidb.embedding.internal.http;

import java.util.Base64;

/**
 * An image file as a service takes it. Immutable; the bytes are not copied.
 *
 * @param mediaType such as {@code image/png}
 * @param bytes the whole file
 */
public record ImageBytes(String mediaType, byte[] bytes) {

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
