package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.dialect.TiFlashSql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vector index of a vector column, or the full-text index of a text column, be it there or not. Thread-safe. */
public final class ColumnIndex {

    private final Session session;
    private final TableSchema schema;
    private final ColumnSchema column;

    ColumnIndex(Session session, TableSchema schema, ColumnSchema column) {
        this.session = session;
        this.schema = schema;
        this.column = column;
    }

    /**
     * The vector index of a field.
     *
     * @throws IllegalArgumentException if it is no vector field
     */
    public static ColumnIndex vector(BoundTable<?> table, String field) {
        return of(table, field, table.schema().vectorColumns(), "@VectorField");
    }

    /**
     * The full-text index of a field.
     *
     * @throws IllegalArgumentException if it is no full-text field
     */
    public static ColumnIndex fullText(BoundTable<?> table, String field) {
        return of(table, field, table.schema().fullTextColumns(), "@FullTextField");
    }

    private static ColumnIndex of(BoundTable<?> table, String field, List<ColumnSchema> fitting, String annotation) {
        TableSchema schema = table.schema();
        ColumnSchema column = schema.requireColumn(field);
        if (!fitting.contains(column)) {
            throw new IllegalArgumentException("Field '" + column.field() + "' of table '" + schema.name()
                    + "' is no " + annotation + ": expected one of "
                    + fitting.stream().map(ColumnSchema::field).toList() + ".");
        }
        return new ColumnIndex(table.session(), schema, column);
    }

    /** Whether it is there. */
    public boolean exists() {
        return session.dialect().hasIndexStatements() && !shown().isEmpty();
    }

    private List<ShownIndex> shown() {
        return ShownIndex.of(session, schema.name()).stream()
                .filter(index -> index.serves(column))
                .toList();
    }

    /** Drops it, and tells whether it was there. */
    public boolean drop() {
        refuseWithoutStatements();
        List<ShownIndex> there = shown();
        drop(there);
        return !there.isEmpty();
    }

    private void drop(List<ShownIndex> indexes) {
        indexes.forEach(index -> session.execute(session.dialect().dropIndex(schema.name(), index.name())));
    }

    /** Creates it, or not, as told. */
    public void create(IfExists ifExists) {
        refuseWithoutStatements();
        // Rendered first: an index that cannot be written as SQL must not cost the old one.
        Sql statement = session.dialect().addIndex(schema, column);
        List<ShownIndex> there = shown();
        if (!there.isEmpty() && ifExists == IfExists.SKIP) {
            return;
        }
        if (!there.isEmpty() && ifExists == IfExists.RAISE) {
            throw new SchemaException("The index " + there.get(0).name() + " of field '" + column.field()
                    + "' of table '" + schema.name()
                    + "' exists: use IfExists.SKIP to keep it, or IfExists.OVERWRITE to build it anew.");
        }
        drop(there);
        try {
            build(statement);
        } catch (StatementException e) {
            throw session.dialect().isUnsupported(e.code()) ? notSupported(e) : e;
        }
    }

    /**
     * No setting tells which way to a replica a server knows. So Starter's own is asked for first: others refuse it at once and
     * change nothing, whereas a replica made by itself has to be dropped again where the index then cannot be built.
     */
    private void build(Sql statement) {
        boolean bare = session.dialect().hasTiFlash()
                && TiFlash.replica(session, schema).isEmpty();
        if (bare && isBuiltWithReplica(statement)) {
            return;
        }
        if (bare) {
            session.execute(TiFlashSql.setReplica(schema.name(), 1));
        }
        try {
            session.execute(statement);
            if (shown().isEmpty()) {
                // TiDB without full-text search takes the statement, warns, and does nothing.
                throw notSupported(null);
            }
        } catch (RuntimeException e) {
            if (bare && !isConnectionLost(e)) {
                dropReplica(e);
            }
            throw e;
        }
    }

    private boolean isBuiltWithReplica(Sql statement) {
        try {
            session.execute(TiFlashSql.withReplica(statement));
            return !shown().isEmpty();
        } catch (StatementException e) {
            if (session.dialect().isUnsupported(e.code())) {
                return false;
            }
            throw e;
        }
    }

    /** The server goes on building then. */
    private static boolean isConnectionLost(RuntimeException e) {
        return e instanceof StatementException statement && statement.sqlState().startsWith("08");
    }

    private void dropReplica(RuntimeException reason) {
        try {
            session.execute(TiFlashSql.setReplica(schema.name(), 0));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void refuseWithoutStatements() {
        if (!session.dialect().hasIndexStatements()) {
            throw new NotSupportedException(
                    "The database '" + session.name()
                            + "' maintains its indexes itself: there is none to create or to drop.",
                    null);
        }
    }

    private NotSupportedException notSupported(@Nullable StatementException e) {
        boolean vector = column.vector().isPresent();
        return new NotSupportedException(
                "This server cannot build a " + (vector ? "vector" : "full-text") + " index on field '" + column.field()
                        + "' of table '" + schema.name() + "'. "
                        + (vector
                                ? "It needs TiDB 8.4 or newer with a TiFlash node: add one, or search without an index."
                                : "Full-text search needs TiDB Cloud Starter."),
                e);
    }
}
