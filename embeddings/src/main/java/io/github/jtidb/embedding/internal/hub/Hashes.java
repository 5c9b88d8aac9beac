package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.internal.hub.HubListing.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Compares files with the hashes that the hub's list gives: SHA-256 for large ones, Git's SHA-1 for small ones. */
final class Hashes {

    private Hashes() {}

    /** What differs, or null if it is the right file, as far as the list says. */
    static @Nullable String mismatch(RemoteFile remote, Path file) throws IOException {
        if (remote.sha256() != null) {
            return differ("SHA-256", remote.sha256(), hash("SHA-256", "", file));
        }
        if (remote.blob() != null) {
            return differ("Git hash", remote.blob(), hash("SHA-1", "blob " + remote.size() + "\0", file));
        }
        return null;
    }

    private static @Nullable String differ(String name, String expected, String got) {
        return expected.equalsIgnoreCase(got) ? null : name + " " + got + " in place of " + expected;
    }

    private static String hash(String algorithm, String before, Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
        digest.update(before.getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
