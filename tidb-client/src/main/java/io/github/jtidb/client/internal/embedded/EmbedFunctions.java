package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.vector.DistanceMetric;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * TiDB's functions that embed text, for the embedded database, called by H2. They use the embedding functions of the client
 * whose database it is. Thread-safe.
 */
public final class EmbedFunctions {

    private EmbedFunctions() {}

    /** {@code EMBED_TEXT(model, text)}: the vector of a text as it is stored and found. */
    public static byte @Nullable [] embedText(Connection connection, @Nullable String model, @Nullable String text)
            throws SQLException {
        if (model == null || text == null) {
            return null;
        }
        EmbeddingFunction function = engine(connection).function(model);
        return VectorBytes.encode(function.embedDocuments(List.of(text)).get(0));
    }

    /** {@code EMBED_TEXT(model, text, options)}: options are for the providers of a server, and none are known here. */
    public static byte @Nullable [] embedText(
            Connection connection, @Nullable String model, @Nullable String text, @Nullable String options)
            throws SQLException {
        if (options != null && !options.replaceAll("\\s", "").equals("{}")) {
            throw new SQLException("EMBED_TEXT takes no options in the embedded database: expected NULL or '{}'.");
        }
        return embedText(connection, model, text);
    }

    /** {@code VEC_EMBED_L1_DISTANCE}. */
    public static @Nullable Double l1Distance(Connection connection, Value vector, @Nullable String query)
            throws SQLException {
        return distance(connection, DistanceMetric.L1, vector, query);
    }

    /** {@code VEC_EMBED_L2_DISTANCE}. */
    public static @Nullable Double l2Distance(Connection connection, Value vector, @Nullable String query)
            throws SQLException {
        return distance(connection, DistanceMetric.L2, vector, query);
    }

    /** {@code VEC_EMBED_COSINE_DISTANCE}. */
    public static @Nullable Double cosineDistance(Connection connection, Value vector, @Nullable String query)
            throws SQLException {
        return distance(connection, DistanceMetric.COSINE, vector, query);
    }

    /** {@code VEC_EMBED_NEGATIVE_INNER_PRODUCT}. */
    public static @Nullable Double negativeInnerProduct(Connection connection, Value vector, @Nullable String query)
            throws SQLException {
        return distance(connection, DistanceMetric.NEGATIVE_INNER_PRODUCT, vector, query);
    }

    private static @Nullable Double distance(
            Connection connection, DistanceMetric metric, Value stored, @Nullable String query) throws SQLException {
        if (VectorFunctions.isNull(stored) || query == null) {
            return null;
        }
        float[] vector = VectorFunctions.vector(stored);
        float[] embedded = engine(connection).queryVector(model(connection, vector.length, metric), query);
        return VectorFunctions.distance(metric, vector, embedded);
    }

    /** A function is not told which column its argument comes from, only what is in it. */
    private static String model(Connection connection, int dimensions, DistanceMetric metric) throws SQLException {
        Set<String> models = H2Session.of(connection).models(dimensions);
        if (models.size() == 1) {
            return models.iterator().next();
        }
        String function = metric == DistanceMetric.NEGATIVE_INNER_PRODUCT
                ? "VEC_NEGATIVE_INNER_PRODUCT"
                : "VEC_" + metric + "_DISTANCE";
        throw new SQLException("The model of a vector with " + dimensions
                + " dimensions cannot be told: the columns that"
                + " have as many name " + (models.isEmpty() ? "none" : models) + ", expected one. Name it: " + function
                + "(column, EMBED_TEXT('provider/model', text)).");
    }

    private static IndexEngine engine(Connection connection) throws SQLException {
        IndexEngine engine = IndexEngine.of(H2Session.of(connection));
        if (engine == null) {
            throw new SQLException("The client of the database is closed, and with it the models: open one.");
        }
        return engine;
    }
}
