package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.ModelInfo;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.vector.VectorMath;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** What is promised of every vector: how many, how long, finite, and of length one if that was asked for. Thread-safe. */
final class VectorCheck {

    private final boolean normalize;

    /** 0 until known; then it does not change. */
    private final AtomicInteger dimensions;

    private VectorCheck(boolean normalize, int dimensions) {
        this.normalize = normalize;
        this.dimensions = new AtomicInteger(dimensions);
    }

    /** Takes the length from the options, or else from the catalogue, or else from the first vector. */
    static VectorCheck of(ModelOptions options, Optional<ModelInfo> info) {
        Optional<Integer> declared = options.dimensions();
        Optional<Integer> requested = options.requestDimensions();
        if (declared.isPresent() && requested.isPresent() && !declared.equals(requested)) {
            throw Refusal.of(
                    options,
                    "dimensions is " + declared.get() + " and requestDimensions is " + requested.get()
                            + ": leave one out");
        }
        return new VectorCheck(
                options.normalize().orElse(false),
                requested
                        .or(() -> declared)
                        .or(() -> info.map(ModelInfo::dimensions))
                        .orElse(0));
    }

    /** The length of every vector, once it is known. */
    OptionalInt dimensions() {
        int known = dimensions.get();
        return known == 0 ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /** What the service says of the length; no matter if it is known by now. */
    void expect(int length) {
        dimensions.compareAndSet(0, length);
    }

    /** Whether a vector has the length of all others. */
    boolean fits(float[] vector) {
        return vector.length > 0 && (dimensions.compareAndSet(0, vector.length) || dimensions.get() == vector.length);
    }

    /**
     * The vectors, normalised where that was asked for.
     *
     * @throws InvalidAnswerException if one is not as promised
     */
    Vectors checked(Vectors vectors, int inputs) {
        if (vectors.list().size() != inputs) {
            throw new InvalidAnswerException(vectors.list().size() + " vectors for " + inputs + " inputs");
        }
        for (float[] vector : vectors.list()) {
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    throw new InvalidAnswerException("a vector with a value that is no finite number");
                }
            }
            if (!fits(vector)) {
                throw new InvalidAnswerException("a vector of " + vector.length + " numbers where "
                        + (vector.length == 0 ? "some" : String.valueOf(dimensions.get()))
                        + " were expected, which the option dimensions declares");
            }
        }
        return normalize
                ? new Vectors(vectors.list().stream().map(VectorMath::normalize).toList(), vectors.tokens())
                : vectors;
    }
}
