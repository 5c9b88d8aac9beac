package io.github.jtidb.client;

import io.github.jtidb.client.internal.dialect.TiDBDialect;
import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/** What tests of indexes need: tables without any, and what the server under test can build. */
final class TiDBIndexes {

    private TiDBIndexes() {}

    /** A table whose class asks for no index. */
    @TableModel("bare")
    record Bare(
            @Id int id,
            @FullTextField(index = false) @Nullable String body,

            @VectorField(dimensions = 3, metric = DistanceMetric.L2, index = IndexPolicy.NONE)
            float @Nullable [] near,

            @VectorField(dimensions = 3, index = IndexPolicy.NONE)
            float @Nullable [] alike,

            @VectorField(dimensions = 3, metric = DistanceMetric.L1, index = IndexPolicy.NONE)
            float @Nullable [] city) {}

    /** A text searched by words. */
    @TableModel("texts")
    record Text(
            @Id int id,
            @FullTextField(index = false) @Nullable String body) {}

    /** The same table without it. */
    @TableModel("texts")
    record Plain(@Id int id) {}

    static TiDBClient open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true).build();
    }

    /** Only TiDB Cloud Starter has full-text search, and EMBED_TEXT. */
    static boolean hasFullText(TiDBClient client) {
        return succeeds(() -> client.query(TiDBDialect.EMBED_TEXT_PROBE));
    }

    static boolean hasTiFlash(TiDBClient client) {
        client.execute("CREATE TABLE IF NOT EXISTS tiflash_probe (id INT PRIMARY KEY)");
        return succeeds(() -> client.execute("ALTER TABLE tiflash_probe SET TIFLASH REPLICA 1"));
    }

    private static boolean succeeds(Runnable statement) {
        try {
            statement.run();
            return true;
        } catch (StatementException e) {
            return false;
        }
    }
}
