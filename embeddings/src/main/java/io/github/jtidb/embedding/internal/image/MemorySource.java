package io.github.jtidb.embedding.internal.image;

/** An image in memory, which nobody else may write to. Immutable. */
record MemorySource(byte[] file) implements ImageSource {

    @Override
    public byte[] bytes() {
        ImageFormat.check(file, toString());
        return file.clone();
    }

    @Override
    public String toString() {
        return "The image of " + file.length + " bytes";
    }
}
