package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.NotSupportedException;
import io.github.jtidb.client.StatementException;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;

/** Creates tables. */
public final class TableCreator {

    /** What TiDB answers where it has no columnar store to build an index on. */
    private static final int UNSUPPORTED_DDL = 8200;

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
    }

    /** The old table goes only when the new one is there. */
    private static void replace(Session session, TableSchema schema, Sql statement) {
        Dialect dialect = session.dialect();
        String old = "_jtidb_old_" + Integer.toHexString(schema.name().hashCode());
        // One is left where a process ended in between.
        session.execute(dialect.dropTable(old));
        session.execute(dialect.renameTable(schema.name(), old));
        try {
            create(session, schema, statement);
        } catch (RuntimeException e) {
            try {
                session.execute(dialect.renameTable(old, schema.name()));
            } catch (RuntimeException again) {
                // Why the table could not be made comes first; this one names the table that still holds the rows.
                e.addSuppressed(again);
            }
            throw e;
        }
        session.execute(dialect.dropTable(old));
    }

    /** Which indexes a server can build is known only by asking it to; those that may be left out are, then. */
    private static void create(Session session, TableSchema schema, Sql statement) {
        try {
            session.execute(statement);
        } catch (StatementException e) {
            if (e.code() != UNSUPPORTED_DDL) {
                throw e;
            }
            Sql without = session.dialect().createTable(schema, false);
            if (without.equals(statement)) {
                throw notSupported(schema, e);
            }
            try {
                session.execute(without);
            } catch (StatementException again) {
                throw again.code() == UNSUPPORTED_DDL ? notSupported(schema, again) : again;
            }
        }
    }

    private static NotSupportedException notSupported(TableSchema schema, StatementException e) {
        return new NotSupportedException(
                "Table '" + schema.name()
                        + "' requires a vector or full-text index that this server cannot build, and was not"
                        + " created. Vector indexes need a TiFlash node: add one, or declare"
                        + " @VectorField(index = IndexPolicy.AUTO) or @FullTextField(index = false).",
                e);
    }
}
