package io.github.jtidb.embedding.internal.aws;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.util.Optional;

/** Checks keys before anything is sent: what is wrong with one would else show as a riddle, or in a message. Has no state. */
final class Keys {

    private Keys() {}

    /**
     * The keys of one source.
     *
     * @param source what the source is, to begin a message
     * @return the keys, or empty if it has none of the three
     * @throws EmbeddingException if one of them is missing or malformed
     */
    static Optional<AwsCredentials> of(
            String source,
            String idName,
            Optional<String> id,
            String secretName,
            Optional<String> secret,
            String tokenName,
            Optional<String> token) {
        if (id.isEmpty() && secret.isEmpty() && token.isEmpty()) {
            return Optional.empty();
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw new EmbeddingException(
                    Reason.UNAUTHORIZED,
                    0,
                    source + " has only a part of the keys: " + (id.isEmpty() ? idName : secretName)
                            + " is missing. Set both " + idName + " and " + secretName,
                    null);
        }
        return Optional.of(new AwsCredentials(
                checked(source, idName, id.get()),
                checked(source, secretName, secret.get()),
                token.map(value -> checked(source, tokenName, value)).orElse(null)));
    }

    /**
     * A key that can stand in a header.
     *
     * @throws EmbeddingException if it has white space or other characters that no key has
     */
    static String checked(String source, String name, String key) {
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new EmbeddingException(
                    Reason.UNAUTHORIZED,
                    0,
                    source + ": " + name + " has white space or another character that no key has. Copy it again",
                    null);
        }
        return key;
    }
}
