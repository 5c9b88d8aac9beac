package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.EmbeddedDialect;
import io.github.jtidb.client.internal.dialect.Sql;
import java.util.ArrayList;
import java.util.List;

/** The SQL functions of the embedded database that H2 does not have, and the Java methods behind them. Thread-safe. */
final class SqlFunctions {

    private SqlFunctions() {}

    /** The statements that create them where they are missing. */
    static List<Sql> all() {
        List<Sql> all = new ArrayList<>();
        add(all, VectorFunctions.class, "VEC_L1_DISTANCE", "l1Distance");
        add(all, VectorFunctions.class, "VEC_L2_DISTANCE", "l2Distance");
        add(all, VectorFunctions.class, "VEC_COSINE_DISTANCE", "cosineDistance");
        add(all, VectorFunctions.class, "VEC_NEGATIVE_INNER_PRODUCT", "negativeInnerProduct");
        add(all, VectorFunctions.class, "VEC_DIMS", "dims");
        add(all, VectorFunctions.class, "VEC_L2_NORM", "l2Norm");
        add(all, VectorFunctions.class, "VEC_FROM_TEXT", "fromText");
        add(all, VectorFunctions.class, "VEC_AS_TEXT", "asText");
        JsonFunctions.METHODS.forEach((function, method) -> add(all, JsonFunctions.class, function, method));
        add(all, WordFunctions.class, "FTS_MATCH_WORD", "matchWord");
        add(all, EmbedFunctions.class, "EMBED_TEXT", "embedText");
        addChanging(all, EmbedFunctions.class, "VEC_EMBED_L1_DISTANCE", "l1Distance");
        addChanging(all, EmbedFunctions.class, "VEC_EMBED_L2_DISTANCE", "l2Distance");
        addChanging(all, EmbedFunctions.class, "VEC_EMBED_COSINE_DISTANCE", "cosineDistance");
        addChanging(all, EmbedFunctions.class, "VEC_EMBED_NEGATIVE_INNER_PRODUCT", "negativeInnerProduct");
        addChanging(all, IndexFunctions.class, "JTIDB_WATCH", "watch");
        addChanging(all, IndexFunctions.class, "JTIDB_AWAIT_INDEXES", "awaitIndexes");
        addChanging(all, IndexFunctions.class, "JTIDB_INDEX", "progress");
        addChanging(all, IndexFunctions.class, "JTIDB_NEAREST", "nearest");
        addChanging(all, IndexFunctions.class, "JTIDB_MATCH", "match");
        return all;
    }

    private static void add(List<Sql> to, Class<?> type, String function, String method) {
        to.add(EmbeddedDialect.createFunction(function, type, method, true));
    }

    /** One whose result depends on more than its arguments. */
    private static void addChanging(List<Sql> to, Class<?> type, String function, String method) {
        to.add(EmbeddedDialect.createFunction(function, type, method, false));
    }
}
