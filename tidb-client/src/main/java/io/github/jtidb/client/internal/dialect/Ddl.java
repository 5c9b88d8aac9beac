package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Writes CREATE TABLE, as one statement: a table is there with all its indexes, or not at all. */
final class Ddl {

    private Ddl() {}

    static Sql createTable(Dialect dialect, TableSchema table, boolean optionalIndexes) {
        List<String> parts = new ArrayList<>();
        for (ColumnSchema column : table.columns()) {
            parts.add(column(dialect, table, column));
        }
        parts.add("PRIMARY KEY (" + names(table.keyColumns()) + ")");
        for (TableSchema.IndexSchema index : table.indexes()) {
            parts.add((index.unique() ? "UNIQUE KEY " : "KEY ") + dialect.indexName(index.name()) + "("
                    + names(index.columns()) + ")");
        }
        parts.addAll(dialect.tableParts(table, optionalIndexes));
        return Sql.of("CREATE TABLE " + Sql.quote(table.name()) + " (\n    " + String.join(",\n    ", parts) + "\n)"
                + dialect.tableSuffix());
    }

    private static String column(Dialect dialect, TableSchema table, ColumnSchema column) {
        boolean unknown = column.generated().orElse(false) && !dialect.embedsOnServer(column);
        if (unknown || (column.hasDefault() && column.defaultValue().isEmpty())) {
            throw new SchemaException("Table '" + table.name() + "', column '" + column.name()
                    + "' is filled by an expression that only its database knows: expected values or a known default."
                    + " Create the table with execute(sql).");
        }
        StringBuilder text = new StringBuilder(Sql.quote(column.name()));
        text.append(' ').append(dialect.columnType(column));
        if (!column.nullable()) {
            text.append(" NOT NULL");
        }
        if (column.autoIncrement()) {
            text.append(" AUTO_INCREMENT");
        }
        column.defaultValue().ifPresent(value -> text.append(" DEFAULT ").append(defaultValue(dialect, column, value)));
        text.append(dialect.generation(table, column));
        ColumnComment.of(table, column)
                .ifPresent(comment -> text.append(" COMMENT ").append(dialect.literal(comment)));
        return text.append(dialect.check(column)).toString();
    }

    private static String defaultValue(Dialect dialect, ColumnSchema column, String value) {
        return switch (column.type()) {
            case BOOLEAN -> value.equals("true") ? "TRUE" : "FALSE";
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> value;
            case DATETIME -> value.equals("CURRENT_TIMESTAMP") ? now(column) : dialect.literal(value);
            default -> dialect.literal(value);
        };
    }

    private static String now(ColumnSchema column) {
        return "CURRENT_TIMESTAMP(" + column.precision() + ")";
    }

    private static String names(List<ColumnSchema> columns) {
        return String.join(
                ", ", columns.stream().map(column -> Sql.quote(column.name())).toList());
    }
}
