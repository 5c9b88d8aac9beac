package io.github.jtidb.embedding.internal.aws;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Checks keys before anything is sent: what is wrong with one would else show as a riddle, or in a message. Has no state. */
final class Keys {

    private Keys() {}

    /**
     * The keys of one source.
     *
     * @param source what the source is, to begin a message
     * @param id what the source calls the id of a key; {@code secret} and {@code token} are names, too
     * @param values what the source has under a name
     * @return the keys, or empty if it has none of the three
     * @throws EmbeddingException if one of them is missing or malformed
     */
    static Optional<AwsCredentials> of(
            String source, String id, String secret, String token, Function<String, Optional<String>> values) {
        Optional<String> accessKeyId = values.apply(id);
        Optional<String> secretAccessKey = values.apply(secret);
        Optional<String> sessionToken = values.apply(token);
        if (accessKeyId.isEmpty() && secretAccessKey.isEmpty() && sessionToken.isEmpty()) {
            return Optional.empty();
        }
        if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
            throw new EmbeddingException(
                    Reason.UNAUTHORIZED,
                    0,
                    source + " has only a part of the keys: " + (accessKeyId.isEmpty() ? id : secret)
                            + " is missing. Set both " + id + " and " + secret,
                    null);
        }
        return Optional.of(new AwsCredentials(
                checked(source, id, accessKeyId.get()),
                checked(source, secret, secretAccessKey.get()),
                sessionToken.map(value -> checked(source, token, value)).orElse(null)));
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
