package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.TiDBException;
import java.util.List;

/** Creates tables. */
public final class TableCreator {

    private TableCreator() {}

    /**
     * Creates a table, or not, as told.
     *
     * @throws SchemaException if it is there and may not be, or is to be kept and cannot hold the rows
     */
    public static void create(Session session, TableSchema schema, IfExists ifExists) {
        Dialect dialect = session.dialect();
        // Rendered first: what cannot be written as SQL must not cost the old table.
        Sql statement = dialect.createTable(schema, true);
        boolean exists = session.queryLong(dialect.tableExists(schema.name())) > 0;
        if (exists && ifExists == IfExists.SKIP) {
            TableShape.check(session, schema);
            dialect.afterCreate(schema).forEach(session::execute);
            return;
        }
        if (exists && ifExists == IfExists.RAISE) {
            throw new SchemaException("Table '" + schema.name() + "' exists in the database '" + session.name()
                    + "': use IfExists.SKIP to keep it, or IfExists.OVERWRITE to replace it and its rows.");
        }
        if (exists) {
            replace(session, schema, statement);
        } else {
            create(session, schema, statement);
        }
        dialect.afterCreate(schema).forEach(session::execute);
    }

    /** The old table goes only when the new one is there. */
    private static void replace(Session session, TableSchema schema, Sql statement) {
        Dialect dialect = session.dialect();
        String old = "_jtidb_old_" + Integer.toHexString(schema.name().hashCode());
        // One is left where a process ended in between.
        TableDdl.drop(session, old);
        List<ShownIndex> dropped = TableDdl.rename(session, schema.name(), old);
        try {
            create(session, schema, statement);
        } catch (RuntimeException e) {
            try {
                session.execute(dialect.renameTable(old, schema.name()));
                TableDdl.restore(session, schema, dropped, e);
            } catch (RuntimeException again) {
                // Why the table could not be made comes first; this one names the table that still holds the rows.
                e.addSuppressed(again);
            }
            throw e;
        }
        TableDdl.drop(session, old);
    }

    /** Which indexes a server can build is known only by asking it to; those that may be left out are, then. */
    private static void create(Session session, TableSchema schema, Sql statement) {
        Dialect dialect = session.dialect();
        try {
            session.execute(statement);
        } catch (StatementException e) {
            if (dialect.whyNoIndex(e.code()).isEmpty()) {
                throw e;
            }
            Sql without = dialect.createTable(schema, false);
            if (without.equals(statement)) {
                throw translated(dialect, schema, e);
            }
            try {
                session.execute(without);
            } catch (StatementException again) {
                throw translated(dialect, schema, again);
            }
        }
    }

    private static TiDBException translated(Dialect dialect, TableSchema schema, StatementException e) {
        return dialect.whyNoIndex(e.code())
                .<TiDBException>map(why -> new NotSupportedException(
                        "Table '" + schema.name()
                                + "' requires a vector or full-text index that this server cannot build, and was not"
                                + " created. " + why + ", or declare"
                                + " @VectorField(index = IndexPolicy.AUTO) or @FullTextField(index = false).",
                        e))
                .orElse(e);
    }
}
