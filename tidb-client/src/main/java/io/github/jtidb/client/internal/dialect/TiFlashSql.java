package io.github.jtidb.client.internal.dialect;

/** The SQL of TiFlash, the columnar store on which TiDB's vector and full-text indexes stand. Thread-safe. */
public final class TiFlashSql {

    private TiFlashSql() {}

    /** The copy of a table: one row with its number of replicas, whether it can be read, and the part that is copied, or none. */
    public static Sql replica(String table) {
        return Sql.build(
                sql -> sql.sql("SELECT REPLICA_COUNT, AVAILABLE, PROGRESS FROM INFORMATION_SCHEMA.TIFLASH_REPLICA"
                                + " WHERE TABLE_SCHEMA = DATABASE() AND LOWER(TABLE_NAME) = LOWER(")
                        .bind(table)
                        .sql(") AND REPLICA_COUNT > 0"));
    }

    /** Sets how many replicas a table has; 0 drops them. */
    public static Sql setReplica(String table, int count) {
        return Sql.of("ALTER TABLE " + Sql.quote(table) + " SET TIFLASH REPLICA " + count);
    }

    /** The same index, with the replica that it needs: TiDB Cloud Starter knows this, other servers refuse it. */
    public static Sql withReplica(Sql addIndex) {
        return new Sql(addIndex.text() + " ADD_COLUMNAR_REPLICA_ON_DEMAND", addIndex.parameters());
    }

    /**
     * How far the indexes of a table are: for each its name, column and kind, the rows in it, the rows that it will get, the rows
     * written lately, and an error or empty text. Each TiFlash node counts the rows that it has.
     */
    public static Sql progress(String table) {
        return Sql.build(sql -> sql.sql("SELECT INDEX_NAME, COLUMN_NAME, INDEX_KIND,"
                        + " SUM(ROWS_STABLE_INDEXED + ROWS_DELTA_INDEXED), SUM(ROWS_STABLE_NOT_INDEXED),"
                        + " SUM(ROWS_DELTA_NOT_INDEXED), MAX(ERROR_MESSAGE) FROM INFORMATION_SCHEMA.TIFLASH_INDEXES"
                        + " WHERE TIDB_DATABASE = DATABASE() AND LOWER(TIDB_TABLE) = LOWER(")
                .bind(table)
                .sql(") GROUP BY INDEX_NAME, COLUMN_NAME, INDEX_KIND ORDER BY INDEX_NAME"));
    }
}
