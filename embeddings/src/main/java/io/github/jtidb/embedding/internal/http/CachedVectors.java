package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingCache;
import io.github.jtidb.embedding.ModelOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caller's cache, if there is one, asked by text. A cache that fails is as good as none: what it throws is logged.
 * Thread-safe.
 */
final class CachedVectors {

    private static final Logger log = LoggerFactory.getLogger(CachedVectors.class);

    private final String model;
    private final Optional<EmbeddingCache> cache;

    /** All that makes the same text another vector. */
    private final List<String> settings;

    CachedVectors(Connection connection) {
        ModelOptions options = connection.options();
        model = options.model();
        cache = options.cache();
        settings = List.of(
                model,
                connection.base().toString(),
                options.requestDimensions().map(String::valueOf).orElse(""),
                options.truncation().map(String::valueOf).orElse(""),
                options.normalize().map(String::valueOf).orElse(""),
                options.options().toString());
    }

    Optional<float[]> get(Side side, String text) {
        if (cache.isEmpty()) {
            return Optional.empty();
        }
        try {
            return cache.get().get(key(side, text));
        } catch (RuntimeException e) {
            log.warn("The cache of {} could not be read and is passed by", model, e);
            return Optional.empty();
        }
    }

    void put(Side side, String text, float[] vector) {
        if (cache.isEmpty()) {
            return;
        }
        try {
            cache.get().put(key(side, text), vector);
        } catch (RuntimeException e) {
            log.warn("The cache of {} could not be written, and a vector is not kept", model, e);
        }
    }

    private String key(Side side, String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            settings.forEach(setting -> add(sha, setting));
            add(sha, side.name());
            add(sha, text);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** With its length before it, so that no two lists of parts run together into the same bytes. */
    private static void add(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha.update(bytes);
    }
}
