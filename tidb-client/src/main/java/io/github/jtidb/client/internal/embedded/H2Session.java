package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.ColumnComment;
import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.h2.engine.IsolationLevel;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.result.Row;
import org.h2.schema.Schema;
import org.h2.schema.TriggerObject;
import org.h2.table.Column;
import org.h2.table.Table;
import org.h2.value.ValueBigint;
import org.jspecify.annotations.Nullable;

/**
 * What the indexes need of H2 and JDBC does not give. A function that runs a statement of its own ends the view that the
 * statement around it has of its rows; read through the engine, rows are seen as that statement sees them. Together with
 * {@link H2Table} this is all that knows H2's inside, whose version is pinned. Not thread-safe, like the connection.
 */
final class H2Session {

    private final SessionLocal session;

    private H2Session(SessionLocal session) {
        this.session = session;
    }

    static H2Session of(Connection connection) throws SQLException {
        return new H2Session(
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession());
    }

    /** The same object for every connection to one database. */
    Object database() {
        return session.getDatabase();
    }

    /** Whether each statement sees what was committed when it began. */
    boolean readCommitted() {
        return session.getIsolationLevel() == IsolationLevel.READ_COMMITTED;
    }

    /** A table of the current schema, or null. */
    @Nullable
    H2Table table(String name) {
        return table(session.getCurrentSchemaName(), name);
    }

    /** A table of a schema, or null. */
    @Nullable
    H2Table table(String schemaName, String name) {
        Schema schema = session.getDatabase().findSchema(schemaName);
        Table table = schema == null ? null : schema.findTableOrView(session, name);
        return table == null ? null : new H2Table(session, table);
    }

    /** The watched tables, by watch. */
    Map<Long, H2Table> watched() {
        Map<Long, H2Table> tables = new HashMap<>();
        for (Schema schema : session.getDatabase().getAllSchemasNoMeta()) {
            for (TriggerObject trigger : schema.getAllTriggers()) {
                H2Table table = new H2Table(session, trigger.getTable());
                long watch = table.watch();
                if (watch != ChangeTrigger.NO_WATCH) {
                    tables.put(watch, table);
                }
            }
        }
        return tables;
    }

    /** The models that the vector columns of so many dimensions name, in the tables of the current schema. */
    Set<String> models(int dimensions) {
        Set<String> models = new TreeSet<>();
        Schema schema = session.getDatabase().getSchema(session.getCurrentSchemaName());
        for (Table table : schema.getAllTablesAndViews(session)) {
            for (Column column : table.getColumns()) {
                if (column.getType().getPrecision() == VectorBytes.size(dimensions)) {
                    ColumnComment.model(column.getComment()).ifPresent(models::add);
                }
            }
        }
        return models;
    }

    /** The changes of a watch that this session sees and the indexes may not have. */
    Changes changes(long watch, int most) {
        H2Table watches = required(EmbeddedIndexSql.WATCHES);
        H2Table changes = required(EmbeddedIndexSql.CHANGES);
        return Changes.read(watch, watches, changes, most);
    }

    /** Notes that a row may have changed, in this session's transaction. */
    void addChange(long watch, long row) {
        Table table = required(EmbeddedIndexSql.CHANGES).table();
        Row change = table.getTemplateRow();
        change.setValue(0, ValueBigint.get(watch));
        change.setValue(1, ValueBigint.get(row));
        table.lock(session, Table.WRITE_LOCK);
        table.addRow(session, change);
    }

    private H2Table required(String name) {
        H2Table table = table(EmbeddedIndexSql.SCHEMA, name);
        if (table == null) {
            throw new IllegalStateException(
                    "The table " + EmbeddedIndexSql.SCHEMA + "." + name
                            + " is missing, which the embedded database keeps for its indexes: close the client and open it again.");
        }
        return table;
    }
}
