package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.TiFlashReplica;
import io.github.jtidb.client.internal.dialect.TiFlashSql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import java.util.Optional;

/** The copy of a table in TiFlash. Thread-safe. */
public final class TiFlash {

    private TiFlash() {}

    /** The copy, if there is one. */
    public static Optional<TiFlashReplica> replica(Session session, TableSchema schema) {
        requireTiFlash(session);
        return session
                .query(
                        TiFlashSql.replica(schema.name()),
                        row -> new TiFlashReplica(row.getInt(1), row.getBoolean(2), row.getDouble(3)))
                .stream()
                .findFirst();
    }

    /** Makes as many copies as told, or drops them. */
    public static void setReplica(Session session, TableSchema schema, int count) {
        requireTiFlash(session);
        if (count < 0) {
            throw new IllegalArgumentException(
                    "The number of TiFlash replicas is " + count + ": expected 1 or more, or 0 to drop them.");
        }
        if (count == 0) {
            refuseWithIndexes(session, schema);
        }
        try {
            session.execute(TiFlashSql.setReplica(schema.name(), count));
        } catch (StatementException e) {
            if (!session.dialect().isUnsupported(e.code())) {
                throw e;
            }
            throw new NotSupportedException(
                    "This server cannot hold " + count + " TiFlash replicas of table '" + schema.name()
                            + "': it takes as many TiFlash nodes. Add them, or ask for fewer.",
                    e);
        }
    }

    /** Some servers would drop the replica all the same, and leave indexes that can be neither read nor built. */
    private static void refuseWithIndexes(Session session, TableSchema schema) {
        List<String> indexes = ShownIndex.of(session, schema.name()).stream()
                .filter(index -> schema.columns().stream().anyMatch(index::serves))
                .map(ShownIndex::name)
                .toList();
        if (!indexes.isEmpty()) {
            throw new SchemaException("The indexes " + indexes + " of table '" + schema.name()
                    + "' stand on its TiFlash replica: drop them first.");
        }
    }

    private static void requireTiFlash(Session session) {
        if (!session.dialect().hasTiFlash()) {
            throw new NotSupportedException(
                    "The database '" + session.name() + "' has no TiFlash: its indexes need no replica.", null);
        }
    }
}
