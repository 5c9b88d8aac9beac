package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import java.util.List;
import java.util.Optional;

/** Writes filters as conditions: fields by their column's name, values bound. */
final class FilterSql {

    /** Deeper ones are a mistake, and would overflow a parser's stack. */
    private static final int DEEPEST = 200;

    private final Dialect dialect;
    private final TableSchema table;
    private final Sql.Builder sql;

    FilterSql(Dialect dialect, TableSchema table, Sql.Builder sql) {
        this.dialect = dialect;
        this.table = table;
        this.sql = sql;
    }

    void write(Filter filter) {
        write(filter, 0);
    }

    private void write(Filter filter, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("A filter is nested more than " + DEEPEST + " deep: flatten it.");
        }
        if (filter instanceof Filter.And and) {
            joined(and.parts(), " AND ", "1 = 1", depth);
        } else if (filter instanceof Filter.Or or) {
            joined(or.parts(), " OR ", "1 = 0", depth);
        } else if (filter instanceof Filter.Not not) {
            sql.sql("NOT (");
            write(not.part(), depth + 1);
            sql.sql(")");
        } else if (filter instanceof Filter.Comparison comparison) {
            compare(comparison);
        } else if (filter instanceof Filter.In in) {
            in(in);
        } else if (filter instanceof Filter.Like like) {
            like(like);
        } else if (filter instanceof Filter.RawSql raw) {
            sql.sql("(");
            NamedSql.write(dialect, raw.sql(), raw.parameters(), sql);
            // On a line of its own: the last line of the SQL may end in a comment.
            sql.sql("\n)");
        }
    }

    private void joined(List<Filter> parts, String separator, String none, int depth) {
        if (parts.isEmpty()) {
            sql.sql(none);
            return;
        }
        sql.sql("(").join(separator, parts, part -> write(part, depth + 1)).sql(")");
    }

    private void compare(Filter.Comparison comparison) {
        Optional<JsonFilterSql> json = json(comparison.field());
        Filter.Operator operator = comparison.operator();
        boolean equality = operator == Filter.Operator.EQ || operator == Filter.Operator.NE;
        Object value = comparison.value();
        if (value == null && !equality) {
            throw new IllegalArgumentException("Field '" + comparison.field() + "' is compared with null by " + operator
                    + ": only EQ and NE know null.");
        }
        if (json.isPresent()) {
            if (value == null) {
                json.get().exists(operator == Filter.Operator.NE);
            } else {
                json.get().compare(operator, symbol(operator), value);
            }
            return;
        }
        ColumnSchema column = table.requireColumn(comparison.field());
        if (value == null) {
            sql.name(column.name()).sql(operator == Filter.Operator.EQ ? " IS NULL" : " IS NOT NULL");
            return;
        }
        if (!equality) {
            requireOrder(column);
        }
        sql.name(column.name()).sql(symbol(operator));
        bind(column, value);
    }

    private static String symbol(Filter.Operator operator) {
        return switch (operator) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case GTE -> " >= ";
            case LT -> " < ";
            case LTE -> " <= ";
        };
    }

    private Optional<JsonFilterSql> json(String field) {
        return JsonPath.find(table, field).map(path -> new JsonFilterSql(dialect, sql, path));
    }

    private void in(Filter.In in) {
        Optional<JsonFilterSql> json = json(in.field());
        if (json.isEmpty()) {
            table.requireColumn(in.field());
        }
        if (in.values().isEmpty()) {
            sql.sql("1 = 0");
        } else if (json.isPresent()) {
            json.get().in(in.values());
        } else {
            ColumnSchema column = table.requireColumn(in.field());
            sql.name(column.name())
                    .sql(" IN (")
                    .join(", ", in.values(), value -> bind(column, value))
                    .sql(")");
        }
    }

    private void like(Filter.Like like) {
        Optional<JsonFilterSql> json = json(like.field());
        if (json.isPresent()) {
            json.get().like(like.pattern());
            return;
        }
        ColumnSchema column = table.requireColumn(like.field());
        if (column.javaType() != String.class) {
            throw refused(column, "is no text and matches no pattern");
        }
        sql.name(column.name()).sql(" LIKE ").bind(like.pattern());
    }

    private void bind(ColumnSchema column, Object value) {
        if (!Values.isComparable(column)) {
            throw refused(
                    column,
                    "cannot be compared with a value"
                            + (column.type() == ColumnType.JSON
                                    ? ": name a path into it, such as " + column.field() + ".key"
                                    : ""));
        }
        sql.bind(dialect.mark(column), Values.encode(dialect, column, value));
    }

    /** Enums and UUIDs are stored as text, whose order is not theirs. */
    private void requireOrder(ColumnSchema column) {
        boolean text = column.type() == ColumnType.VARCHAR || column.type() == ColumnType.CHAR;
        if (column.type() == ColumnType.BOOLEAN || (text && column.javaType() != String.class)) {
            throw refused(column, "has no order in the database: compare it by EQ, NE or IN");
        }
    }

    private IllegalArgumentException refused(ColumnSchema column, String why) {
        return new IllegalArgumentException(
                "Field '" + column.field() + "' of table '" + table.name() + "' (" + column.type() + ") " + why + ".");
    }
}
