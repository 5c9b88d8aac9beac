package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.List;

/**
 * Drops, renames and empties tables. TiDB's documents of 2026 say that it does none of this while the table has a full-text index,
 * and name no code. So the statement is tried, and where the server refuses, those indexes are dropped and it is tried again. Thread-safe.
 */
public final class TableDdl {

    private TableDdl() {}

    /** Drops a table that may not be there. */
    public static void drop(Session session, String table) {
        without(session, table, session.dialect().dropTable(table));
    }

    /** Renames a table, and gives the full-text indexes that were dropped for it. */
    static List<ShownIndex> rename(Session session, String table, String to) {
        return without(session, table, session.dialect().renameTable(table, to));
    }

    private static List<ShownIndex> without(Session session, String table, Sql statement) {
        try {
            session.execute(statement);
            return List.of();
        } catch (StatementException e) {
            List<ShownIndex> inTheWay = inTheWay(session, table, e);
            drop(session, table, inTheWay);
            try {
                session.execute(statement);
            } catch (RuntimeException again) {
                again.addSuppressed(gone(table, inTheWay));
                throw again;
            }
            return inTheWay;
        }
    }

    private static SchemaException gone(String table, List<ShownIndex> indexes) {
        return new SchemaException("The full-text indexes "
                + indexes.stream().map(ShownIndex::name).toList() + " of table '" + table
                + "' were dropped, since the server seemed to want that first: create them again.");
    }

    /** The full-text indexes that may be why a statement was refused; where there are none, that stays refused. */
    private static List<ShownIndex> inTheWay(Session session, String table, StatementException refusal) {
        Dialect dialect = session.dialect();
        if (!dialect.isUnsupported(refusal.code())) {
            throw refusal;
        }
        List<ShownIndex> indexes = ShownIndex.fullText(session, table);
        if (indexes.isEmpty()) {
            throw refusal;
        }
        return indexes;
    }

    private static void drop(Session session, String table, List<ShownIndex> indexes) {
        indexes.forEach(index -> session.execute(session.dialect().dropIndex(table, index.name())));
    }

    /** Deletes all rows. Indexes that have to go for it come back as the class declares them. */
    public static void truncate(Session session, TableSchema schema) {
        Sql statement = session.dialect().truncate(schema);
        try {
            session.execute(statement);
        } catch (StatementException e) {
            List<ShownIndex> inTheWay = inTheWay(session, schema.name(), e);
            if (!inTheWay.stream().allMatch(index -> isDeclared(schema, index))) {
                // Somebody else made it, and only they know how to make it again.
                throw e;
            }
            drop(session, schema.name(), inTheWay);
            try {
                session.execute(statement);
            } catch (RuntimeException again) {
                restore(session, schema, inTheWay, again);
                throw again;
            }
            restore(session, schema, inTheWay);
        }
    }

    /** Makes dropped indexes again, after a failure that matters more than that they cannot be made. */
    static void restore(Session session, TableSchema schema, List<ShownIndex> dropped, RuntimeException reason) {
        try {
            restore(session, schema, dropped);
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static void restore(Session session, TableSchema schema, List<ShownIndex> dropped) {
        for (ShownIndex index : dropped) {
            ColumnSchema column = schema.fullTextColumns().stream()
                    .filter(index::serves)
                    .findFirst()
                    .orElseThrow(() -> gone(schema.name(), List.of(index)));
            new ColumnIndex(session, schema, column).create(IfExists.SKIP);
        }
    }

    private static boolean isDeclared(TableSchema schema, ShownIndex index) {
        return schema.fullTextColumns().stream().anyMatch(index::serves);
    }
}
