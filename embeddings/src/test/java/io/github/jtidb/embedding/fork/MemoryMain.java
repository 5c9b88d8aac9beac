package io.github.jtidb.embedding.fork;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.util.Collections;
import java.util.List;

/** Embeds a long list in a small heap; the arguments are the model and how many texts. */
public final class MemoryMain {

    private MemoryMain() {}

    public static void main(String[] arguments) {
        // One text over and over, so that the list itself needs next to nothing.
        String text = "a text of many tokens ".repeat(20);
        try (EmbeddingFunction model = Embeddings.open(arguments[0])) {
            List<float[]> vectors = model.embedDocuments(Collections.nCopies(Integer.parseInt(arguments[1]), text));
            System.out.println("embedded " + vectors.size());
        }
    }
}
