package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.internal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image in a file. Immutable. */
record FileSource(Path file) implements ImageSource {

    @Override
    public byte[] bytes() {
        if (!Files.exists(file)) {
            throw Refusal.of(this + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(this + " is no file" + (Files.isDirectory(file) ? " but a folder" : ""));
        }
        try (InputStream in = Files.newInputStream(file)) {
            // Not asked for its size first: it may grow while it is read.
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            ImageFormat.check(bytes, toString());
            return bytes;
        } catch (IOException e) {
            throw Refusal.of(
                    this + " cannot be read (" + e.getClass().getSimpleName() + "): may this process read it?", e);
        }
    }

    @Override
    public String toString() {
        return "The image file " + file;
    }
}
