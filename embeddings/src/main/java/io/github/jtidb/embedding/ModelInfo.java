package io.github.jtidb.embedding;

import java.util.OptionalInt;

/**
 * What the catalogue knows of a model. Immutable.
 *
 * @param name the full name, {@code provider/model}
 * @param dimensions the length of its vectors where none is asked for
 * @param maxTokens the longest text that it reads, in its own tokens, if known
 * @param normalized whether its vectors are known to have length one
 * @param selectable whether it is known to make vectors of other lengths when asked to, see {@link
 *     ModelOptions#requestDimensions(int)}
 * @param queryPrompt what is put before a text that is searched for, where this is done here; often empty
 * @param documentPrompt what is put before a text that is stored, where this is done here; often empty
 * @param images whether it is known to read images, too
 */
public record ModelInfo(
        String name,
        int dimensions,
        OptionalInt maxTokens,
        boolean normalized,
        boolean selectable,
        String queryPrompt,
        String documentPrompt,
        boolean images) {}
