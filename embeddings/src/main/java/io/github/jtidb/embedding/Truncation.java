package io.github.jtidb.embedding;

/** What becomes of a text that is longer than the model can read. */
public enum Truncation {
    /** It is refused, with an {@link EmbeddingException} for {@link EmbeddingException.Reason#INVALID_REQUEST}. */
    NONE,
    /** Its beginning is cut off. */
    START,
    /** Its end is cut off. */
    END
}
