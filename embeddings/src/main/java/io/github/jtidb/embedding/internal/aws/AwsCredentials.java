package io.github.jtidb.embedding.internal.aws;

import org.jspecify.annotations.Nullable;

/**
 * Keys to sign with. Immutable.
 *
 * @param accessKeyId names the secret; goes over the wire
 * @param secretAccessKey never leaves this process
 * @param sessionToken what goes beside keys that expire, or null
 */
public record AwsCredentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {

    /** Nothing of the keys. */
    @Override
    public String toString() {
        return sessionToken == null ? "AwsCredentials[lasting keys]" : "AwsCredentials[keys of a session]";
    }
}
