package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A model in this JVM. A single text is embedded on the calling thread, a list on several. Thread-safe. */
final class LocalEmbeddingFunction implements EmbeddingFunction {

    /** What is put before texts. Immutable. */
    private record Prompt(String text, int tokens) {}

    private final String model;
    private final Engine engine;
    private final VectorMaker vectors;
    private final Fitting fitting;
    private final Tokens nothing;
    private final Prompt query;
    private final Prompt document;
    private final int dimensions;

    private LocalEmbeddingFunction(ModelPlan plan, LocalOptions local, Engine engine, VectorMaker vectors) {
        ModelOptions options = local.all();
        model = plan.name();
        this.engine = engine;
        this.vectors = vectors;
        fitting = new Fitting(model, plan.maxTokens(), options.truncation().orElse(Truncation.END));
        nothing = new Tokens(new long[] {plan.padToken()}, new long[1], new int[1]);
        query = prompt(options.queryPrompt().orElse(plan.prompts().query()));
        document = prompt(options.documentPrompt().orElse(plan.prompts().document()));
        // The network need not say it, and what does not work is better found now.
        dimensions = embed("jtidb", new Prompt("", 0)).length;
        checkDimensions(options);
    }

    static LocalEmbeddingFunction load(ModelPlan plan, LocalOptions local) {
        Tokenizer tokenizer = Tokenizer.load(plan.name(), plan.vocabulary(), plan.lowerCase());
        Network network = null;
        try {
            int lonelyThreads = local.number("queryThreads").orElse(0);
            network = Network.load(plan.name(), plan.network(), plan.padToken(), plan.firstPosition(), lonelyThreads);
            VectorMaker vectors = VectorMaker.of(plan, network, local);
            Engine engine = new Engine(
                    plan.name(),
                    tokenizer,
                    network,
                    vectors.output(),
                    vectors.batches(network),
                    local.all().progress());
            return new LocalEmbeddingFunction(plan, local, engine, vectors);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            if (network != null) {
                network.close();
            }
            throw e;
        }
    }

    private Prompt prompt(String text) {
        return new Prompt(text, engine.tokenizer().prompt(text));
    }

    private void checkDimensions(ModelOptions options) {
        int expected = options.requestDimensions().or(options::dimensions).orElse(dimensions);
        if (expected != dimensions) {
            throw Refusal.of(model + ": expected vectors of " + expected + " dimensions, and the model makes "
                    + dimensions + ": correct the options dimensions and requestDimensions, or leave them out");
        }
        if (options.dimensions().orElse(dimensions) != dimensions) {
            throw Refusal.of(model + ": the options dimensions ("
                    + options.dimensions().orElseThrow() + ") and requestDimensions (" + dimensions
                    + ") contradict each other: leave dimensions out");
        }
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] embedQuery(String text) {
        Objects.requireNonNull(text, "text");
        return engine.use(() -> embed(text, query));
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        String[] copy = texts.toArray(new String[0]);
        for (int i = 0; i < copy.length; i++) {
            Objects.requireNonNull(copy[i], "texts[" + i + "] is null");
        }
        return engine.use(() -> {
            if (fitting.refuses()) {
                // Before anything is computed for nothing.
                engine.each(copy.length, i -> tokens(copy[i], document, i));
            }
            float[][] result = new float[copy.length][];
            engine.run("embedding", copy.length, i -> tokens(copy[i], document, i), (indexes, tokens, values) -> {
                for (int i = 0; i < indexes.length; i++) {
                    result[indexes[i]] = vectors.make(values, i, tokens.get(i).count(), document.tokens());
                }
            });
            return Arrays.asList(result);
        });
    }

    private float[] embed(String text, Prompt prompt) {
        Tokens tokens = tokens(text, prompt, -1);
        return vectors.make(engine.run(tokens), 0, tokens.count(), prompt.tokens());
    }

    private Tokens tokens(String text, Prompt prompt, int position) {
        Tokens tokens = engine.tokenizer().encode(prompt.text() + text);
        if (tokens.count() == 0) {
            return nothing;
        }
        return fitting.fit(tokens, position < 0 ? "the text" : "texts[" + position + "]");
    }

    @Override
    public void close() {
        engine.close();
    }
}
