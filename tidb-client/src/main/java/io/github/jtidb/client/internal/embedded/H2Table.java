package io.github.jtidb.client.internal.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.engine.DbObject;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.Index;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.schema.TriggerObject;
import org.h2.table.Column;
import org.h2.table.Table;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A table of H2 as one session sees it. Its rows are named by H2's row id, which no change of a row moves, and which is the
 * key where that is one whole number. Not thread-safe, like the session.
 */
final class H2Table {

    /** Takes a row, and tells whether it wants another one. */
    interface RowVisitor {
        boolean visit(long id, Row row);
    }

    private final SessionLocal session;
    private final Table table;

    H2Table(SessionLocal session, Table table) {
        this.session = session;
        this.table = table;
    }

    Table table() {
        return table;
    }

    String schema() {
        return table.getSchema().getName();
    }

    /** The name it has now; empty once it is dropped. */
    String name() {
        String name = table.getName();
        return name == null ? "" : name;
    }

    /**
     * Fails if statements that named the table may have read another one, as in the midst of an ALTER.
     *
     * @param before the name that they used
     */
    void checkStillNamed(String before) throws SQLException {
        if (before.isEmpty() || !before.equals(name())) {
            throw new SQLException("A table was renamed or dropped while its rows were read.");
        }
    }

    /** Another one once DROP and CREATE, or an ALTER that copies rows, have made the table anew. */
    Object identity() {
        return table;
    }

    /** What differs, as a rule, when the table was made anew behind our back. */
    String signature() {
        return table.getId() + " " + table.getCreateSQL();
    }

    /** The watch whose triggers, both, stand on this table, or {@link ChangeTrigger#NO_WATCH}. */
    long watch() {
        List<String> triggers = new ArrayList<>();
        for (DbObject child : table.getChildren()) {
            if (child instanceof TriggerObject) {
                triggers.add(child.getName());
            }
        }
        for (String trigger : triggers) {
            long watch = ChangeTrigger.watch(trigger);
            if (watch != ChangeTrigger.NO_WATCH
                    && triggers.contains(ChangeTrigger.name(watch, true))
                    && triggers.contains(ChangeTrigger.name(watch, false))) {
                return watch;
            }
        }
        return ChangeTrigger.NO_WATCH;
    }

    /** As {@link H2Session#database}. */
    Object database() {
        return table.getDatabase();
    }

    /** The column whose values are the row ids, or -1. */
    int rowIdColumn() {
        return table.getMainIndexColumn();
    }

    /** The positions of the key's columns; none if the table has no key. */
    int[] keyColumns() {
        Index key = table.findPrimaryKey();
        return key == null
                ? new int[0]
                : Arrays.stream(key.getColumns()).mapToInt(Column::getColumnId).toArray();
    }

    /** The position of a column, which renaming does not change, or -1. */
    int column(String name) {
        Column column = table.findColumn(name);
        return column == null ? -1 : column.getColumnId();
    }

    /** The name of the column at a position, or null. */
    @Nullable
    String column(int position) {
        Column[] columns = table.getColumns();
        return position < columns.length ? columns[position].getName() : null;
    }

    /** How many bytes the values of a column have at most. */
    long length(int column) {
        return table.getColumn(column).getType().getPrecision();
    }

    long rows() {
        return table.getRowCount(session);
    }

    /** Whether there is such a row. */
    boolean contains(long row) {
        return find(row).next();
    }

    /** A value of a row, or null if there is no such row. */
    @Nullable
    Value value(long row, int column) {
        Cursor cursor = find(row);
        return cursor.next() ? cursor.get().getValue(column) : null;
    }

    private Cursor find(long row) {
        Index index = table.getScanIndex(session);
        Row key = table.getTemplateRow();
        key.setKey(row);
        return index.find(session, key, key, false);
    }

    /** Visits every row, or those before the visitor has enough; tells whether it took all. */
    boolean forEachWhile(RowVisitor visitor) {
        Cursor cursor = table.getScanIndex(session).find(session, (SearchRow) null, null, false);
        while (cursor.next()) {
            Row row = cursor.get();
            if (!visitor.visit(row.getKey(), row)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until every transaction that writes to this table has ended. */
    void awaitWriters() {
        table.lock(session, Table.EXCLUSIVE_LOCK);
    }
}
