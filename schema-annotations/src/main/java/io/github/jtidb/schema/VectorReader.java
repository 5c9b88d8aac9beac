package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.vector.DistanceMetric;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@link VectorField}; whether its source exists is left to {@link SchemaReader}. */
final class VectorReader {

    static final int MAX_DIMENSIONS = 16383;

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_-]+/[^\\s/]\\S*|local:\\S(.*\\S)?");

    private VectorReader() {}

    static ColumnSchema.Vector read(Member member, VectorField vector) {
        return checked(
                member,
                new ColumnSchema.Vector(
                        vector.dimensions() == 0 ? OptionalInt.empty() : OptionalInt.of(vector.dimensions()),
                        vector.metric(),
                        vector.index(),
                        given(vector.sourceField()),
                        given(vector.model())));
    }

    static ColumnSchema.Vector checked(Member member, ColumnSchema.Vector vector) {
        refuseDimensions(member, vector);
        refuseModel(member, vector);
        refuseIndex(member, vector);
        return vector;
    }

    static boolean isModel(String model) {
        return MODEL.matcher(model).matches();
    }

    private static Optional<String> given(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static void refuseDimensions(Member member, ColumnSchema.Vector vector) {
        int dimensions = vector.dimensions().orElse(0);
        if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
            throw Refusal.of(
                    member,
                    "dimensions = " + dimensions + " is out of range; expected 1 to " + MAX_DIMENSIONS,
                    "Give the number of dimensions of the vectors");
        }
        if (dimensions == 0 && vector.model().isEmpty()) {
            throw Refusal.of(
                    member,
                    "missing dimensions: there is no model to ask for them",
                    "Write @VectorField(dimensions = ...) or @VectorField(model = \"provider/model\")");
        }
    }

    private static void refuseModel(Member member, ColumnSchema.Vector vector) {
        String model = vector.model().orElse("");
        if (!model.isEmpty() && !isModel(model)) {
            throw Refusal.of(
                    member,
                    "the model '" + model + "' is not of the form provider/model",
                    "Write for example model = \"local/all-MiniLM-L6-v2\"");
        }
        if (model.isEmpty() && vector.sourceField().isPresent()) {
            throw Refusal.of(
                    member,
                    "sourceField = \"" + vector.sourceField().get() + "\" has no model to embed it with",
                    "Add model = \"provider/model\", or remove sourceField");
        }
    }

    private static void refuseIndex(Member member, ColumnSchema.Vector vector) {
        boolean indexable = vector.metric() == DistanceMetric.COSINE || vector.metric() == DistanceMetric.L2;
        if (vector.index() == VectorField.IndexPolicy.REQUIRED && !indexable) {
            throw Refusal.of(
                    member,
                    "no vector index can be built for " + vector.metric() + "; expected COSINE or L2",
                    "Change the metric, or use IndexPolicy.AUTO");
        }
    }
}
