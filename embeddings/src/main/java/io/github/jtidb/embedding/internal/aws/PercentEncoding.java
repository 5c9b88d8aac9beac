package io.github.jtidb.embedding.internal.aws;

import java.nio.charset.StandardCharsets;

/** Percent-encoding as AWS wants it: all but letters, digits and {@code -._~}, with capital letters. Has no state. */
public final class PercentEncoding {

    private static final String UNRESERVED = "-._~";
    private static final String DIGITS = "0123456789ABCDEF";

    private PercentEncoding() {}

    /**
     * Encodes one segment of a path, slashes too: a model's name can be an ARN, which has some.
     *
     * @param segment any text
     * @return what stands for it in an address
     */
    public static String encode(String segment) {
        return encode(segment, "");
    }

    /** Encodes all but the unreserved characters and these. */
    static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c) || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }
}
