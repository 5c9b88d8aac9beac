package io.github.jtidb.client.internal.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a query gave, with values as {@code java.lang}, {@code java.math} and {@code java.time} have them, whatever the driver
 * would have chosen. Immutable.
 *
 * @param columns the columns' labels
 * @param rows for each row its values, in the order of the columns
 */
public record ResultTable(List<String> columns, List<List<@Nullable Object>> rows) {

    public ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static ResultTable read(ResultSet set) throws SQLException {
        ResultSetMetaData meta = set.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (set.next()) {
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(value(set, i, meta));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return new ResultTable(columns, rows);
    }

    private static @Nullable Object value(ResultSet row, int i, ResultSetMetaData meta) throws SQLException {
        if ("JSON".equals(meta.getColumnTypeName(i))) {
            return row.getString(i);
        }
        return switch (meta.getColumnType(i)) {
            case Types.DATE -> row.getObject(i, LocalDate.class);
            case Types.TIME -> row.getObject(i, LocalTime.class);
            case Types.TIMESTAMP -> row.getObject(i, LocalDateTime.class);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> row.getString(i);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(i);
            default -> row.getObject(i);
        };
    }
}
