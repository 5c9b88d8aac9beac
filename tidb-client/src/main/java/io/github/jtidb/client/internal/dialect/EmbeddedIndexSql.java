package io.github.jtidb.client.internal.dialect;

import java.util.List;

/**
 * The SQL by which the embedded database keeps its indexes right. Two tables in a schema of their own stand beside the
 * user's: {@code changes} has a row for every row that was written and is not in the indexes yet, {@code watches} one for
 * every table whose changes are noted. Thread-safe.
 */
public final class EmbeddedIndexSql {

    /** The schema of the two tables. */
    public static final String SCHEMA = "jtidb";

    /** The table of the changed rows: watch, row_id. */
    public static final String CHANGES = "changes";

    /** The table of the watched tables: watch, generation. */
    public static final String WATCHES = "watches";

    private static final String CHANGES_NAME = Sql.quote(SCHEMA) + "." + Sql.quote(CHANGES);
    private static final String WATCHES_NAME = Sql.quote(SCHEMA) + "." + Sql.quote(WATCHES);

    /**
     * True for every row. A statement that names both tables sees them and the rows as of one moment, and so do the functions
     * that it calls.
     */
    static final String AS_OF_ONE_MOMENT =
            "NOT EXISTS (SELECT 1 FROM " + CHANGES_NAME + ", " + WATCHES_NAME + " WHERE FALSE)";

    private EmbeddedIndexSql() {}

    /** Creates the schema and its tables where they are missing. */
    public static List<Sql> createTables() {
        return List.of(
                Sql.of("CREATE SCHEMA IF NOT EXISTS " + Sql.quote(SCHEMA)),
                Sql.of("CREATE TABLE IF NOT EXISTS " + CHANGES_NAME
                        + " (watch BIGINT NOT NULL, row_id BIGINT NOT NULL)"),
                Sql.of("CREATE TABLE IF NOT EXISTS " + WATCHES_NAME
                        + " (watch BIGINT PRIMARY KEY, generation BIGINT NOT NULL)"));
    }

    /** Makes a Java class a trigger of a table: on insert and update behind the change, or on delete before it. */
    public static Sql createTrigger(String schema, String table, String trigger, boolean delete, Class<?> type) {
        return Sql.of("CREATE TRIGGER " + Sql.quote(schema) + "." + Sql.quote(trigger)
                + (delete ? " BEFORE DELETE ON " : " AFTER INSERT, UPDATE ON ") + name(schema, table)
                + " FOR EACH ROW CALL '" + type.getName() + "'");
    }

    /** Drops a trigger that may not be there. */
    public static Sql dropTrigger(String schema, String trigger) {
        return Sql.of("DROP TRIGGER IF EXISTS " + Sql.quote(schema) + "." + Sql.quote(trigger));
    }

    /** Adds a watch. */
    public static Sql insertWatch(long watch, long generation) {
        return new Sql("INSERT INTO " + WATCHES_NAME + " VALUES (?, ?)", List.of(watch, generation));
    }

    /** Adds a watch unless it is there. */
    public static Sql restoreWatch(long watch, long generation) {
        return new Sql("INSERT IGNORE INTO " + WATCHES_NAME + " VALUES (?, ?)", List.of(watch, generation));
    }

    /** The generation of a watch's indexes: one row, or none. */
    public static Sql generation(long watch) {
        return new Sql("SELECT generation FROM " + WATCHES_NAME + " WHERE watch = ?", List.of(watch));
    }

    /** All watches. */
    public static Sql watches() {
        return Sql.of("SELECT watch FROM " + WATCHES_NAME);
    }

    /** Says that the indexes of a watch have a new generation. */
    public static Sql setGeneration(long watch, long generation) {
        return new Sql("UPDATE " + WATCHES_NAME + " SET generation = ? WHERE watch = ?", List.of(generation, watch));
    }

    /** Removes a watch. */
    public static Sql deleteWatch(long watch) {
        return new Sql("DELETE FROM " + WATCHES_NAME + " WHERE watch = ?", List.of(watch));
    }

    /** Removes all changes of a watch. */
    public static Sql deleteChanges(long watch) {
        return new Sql("DELETE FROM " + CHANGES_NAME + " WHERE watch = ?", List.of(watch));
    }

    /** Removes one change, by its own row id. */
    public static String deleteChange() {
        return "DELETE FROM " + CHANGES_NAME + " WHERE _ROWID_ = ?";
    }

    /** The changed rows of a watch. */
    public static Sql changedRows(long watch) {
        return new Sql("SELECT DISTINCT row_id FROM " + CHANGES_NAME + " WHERE watch = ?", List.of(watch));
    }

    /** Changes of a watch, with the rows as they are now: the change's own row id, the row's id, whether it is there, columns. */
    public static Sql changes(
            long watch, String schema, String table, String keyColumn, List<String> columns, int limit) {
        return Sql.build(sql -> {
            // The row id of a row that is not there is 0, not NULL.
            sql.sql("SELECT c._ROWID_, c.row_id, t.").name(keyColumn).sql(" IS NOT NULL");
            columns.forEach(column -> sql.sql(", t.").name(column));
            sql.sql(" FROM " + CHANGES_NAME + " c LEFT JOIN " + name(schema, table) + " t ON t._ROWID_ = c.row_id")
                    .sql(" WHERE c.watch = ")
                    .bind(watch)
                    .sql(" ORDER BY c._ROWID_ LIMIT ")
                    .bind(limit);
        });
    }

    /** Rows in the order of their ids, from one on: the id and a column. */
    public static Sql rows(String schema, String table, String column, long from, int limit) {
        return Sql.build(sql -> sql.sql("SELECT _ROWID_, ")
                .name(column)
                .sql(" FROM " + name(schema, table) + " WHERE _ROWID_ >= ")
                .bind(from)
                .sql(" ORDER BY _ROWID_ LIMIT ")
                .bind(limit));
    }

    /** The id of the row with a key. */
    public static String rowId(String schema, String table, List<String> keyColumns) {
        return "SELECT _ROWID_ FROM " + name(schema, table) + " WHERE "
                + String.join(
                        " AND ",
                        keyColumns.stream()
                                .map(column -> Sql.quote(column) + " = ?")
                                .toList());
    }

    private static String name(String schema, String table) {
        return Sql.quote(schema) + "." + Sql.quote(table);
    }
}
