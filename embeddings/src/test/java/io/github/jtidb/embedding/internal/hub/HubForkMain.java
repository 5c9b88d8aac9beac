package io.github.jtidb.embedding.internal.hub;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import java.nio.file.Path;

/** Opens a model of the hub in a JVM of its own; the argument is the folder it is kept in. */
public final class HubForkMain {

    private HubForkMain() {}

    public static void main(String[] arguments) {
        try (EmbeddingFunction model = Embeddings.model("local/org/tiny")
                .modelFolder(Path.of(arguments[0]))
                .open()) {
            System.out.println("dimensions " + model.dimensions());
        }
    }
}
