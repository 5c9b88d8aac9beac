package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.vector.VectorMath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes vectors of what a network gives: pooling, further layers, length. Immutable. */
final class VectorMaker {

    private static final String READY = "sentence_embedding";
    private static final Set<String> TOKENS = Set.of("last_hidden_state", "token_embeddings");

    private final String model;
    private final String output;
    private final boolean padsLeft;

    /** Null if the network gives the vectors of whole texts. */
    private final @Nullable Pooling pooling;

    private final List<UnaryOperator<float[]>> layers;
    private final boolean normalizes;

    /** Or 0 for all there are. */
    private final int dimensions;

    private VectorMaker(
            String model,
            String output,
            boolean padsLeft,
            @Nullable Pooling pooling,
            List<UnaryOperator<float[]>> layers,
            boolean normalizes,
            int dimensions) {
        this.model = model;
        this.output = output;
        this.padsLeft = padsLeft;
        this.pooling = pooling;
        this.layers = layers;
        this.normalizes = normalizes;
        this.dimensions = dimensions;
    }

    static VectorMaker of(ModelPlan plan, Network network, LocalOptions local) {
        ModelOptions options = local.all();
        boolean normalizes = options.normalize().orElse(plan.normalizes());
        int dimensions = options.requestDimensions().orElse(0);
        if (dimensions > 0 && !normalizes) {
            throw Refusal.of(plan.name()
                    + ": requestDimensions keeps the first values of a vector and makes it length one again, but these vectors"
                    + " are not normalised: set normalize(true), or take all dimensions");
        }
        String ready = network.output(output -> output.getKey().equals(READY) && output.getValue().length == 2);
        String tokens = tokenOutput(network);
        // A ready vector went through all modules: what is asked for may need one from before.
        boolean undone =
                plan.normalizes() && !normalizes || local.text("pooling").isPresent();
        if (ready != null && !(undone && tokens != null)) {
            if (undone) {
                throw Refusal.of(plan.name()
                        + ": the network gives finished vectors only: leave the options normalize and pooling out");
            }
            return new VectorMaker(plan.name(), ready, plan.padsLeft(), null, List.of(), normalizes, dimensions);
        }
        if (tokens == null) {
            throw Refusal.of(plan.name() + ": the network has the outputs " + network.outputs()
                    + ": expected sentence_embedding, or vectors of tokens such as last_hidden_state. Export it for the task"
                    + " feature-extraction");
        }
        return new VectorMaker(plan.name(), tokens, false, plan.pooling(), plan.layers(), normalizes, dimensions);
    }

    /** The output with a vector for each token, whatever it is called. */
    private static @Nullable String tokenOutput(Network network) {
        String named = network.output(output -> TOKENS.contains(output.getKey()) && hasTokens(output));
        return named != null ? named : network.output(VectorMaker::hasTokens);
    }

    private static boolean hasTokens(Map.Entry<String, long[]> output) {
        return output.getValue().length == 3;
    }

    /** The name of the network's output that is wanted. */
    String output() {
        return output;
    }

    /** Which texts may be run together, so that a text's vector does not depend on the others. */
    Batches batches(Network network) {
        if (network.scalesByRun()) {
            return Batches.SINGLE;
        }
        // Such a network may look for the end of a text at the end of the row.
        return padsLeft ? Batches.SAME_LENGTHS : Batches.LIKE_LENGTHS;
    }

    /**
     * The vector of a text.
     *
     * @param values what the network gave
     * @param text which text of the run
     * @param tokens how many tokens it has
     * @param prompt how many of them are the prompt's
     */
    float[] make(Network.Output values, int text, int tokens, int prompt) {
        int start = text * values.tokens() * values.width();
        float[] vector;
        if (pooling == null) {
            vector = new float[values.width()];
            values.values().get(start, vector);
        } else {
            vector = pooling.pool(values.values(), start, tokens, prompt, values.width());
        }
        for (UnaryOperator<float[]> layer : layers) {
            vector = layer.apply(vector);
        }
        if (dimensions > 0 && dimensions < vector.length) {
            vector = Arrays.copyOf(vector, dimensions);
        }
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new EmbeddingException(
                        EmbeddingException.Reason.INVALID_RESPONSE,
                        0,
                        model + ": the network's output " + output
                                + " holds what is no number: use another variant, such as the float" + " one",
                        null);
            }
        }
        return normalizes ? VectorMath.normalize(vector) : vector;
    }
}
