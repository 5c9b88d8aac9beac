package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.TableSchema;
import java.util.List;

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
        ColumnSchema column = table.requireColumn(comparison.field());
        boolean equality = comparison.operator() == Filter.Operator.EQ || comparison.operator() == Filter.Operator.NE;
        Object value = comparison.value();
        if (value == null) {
            if (!equality) {
                throw new IllegalArgumentException("Field '" + column.field() + "' is compared with null by "
                        + comparison.operator() + ": only EQ and NE know null.");
            }
            sql.name(column.name()).sql(comparison.operator() == Filter.Operator.EQ ? " IS NULL" : " IS NOT NULL");
            return;
        }
        if (!equality) {
            requireOrder(column);
        }
        sql.name(column.name())
                .sql(
                        switch (comparison.operator()) {
                            case EQ -> " = ";
                            case NE -> " <> ";
                            case GT -> " > ";
                            case GTE -> " >= ";
                            case LT -> " < ";
                            case LTE -> " <= ";
                        });
        bind(column, value);
    }

    private void in(Filter.In in) {
        ColumnSchema column = table.requireColumn(in.field());
        if (in.values().isEmpty()) {
            sql.sql("1 = 0");
            return;
        }
        sql.name(column.name())
                .sql(" IN (")
                .join(", ", in.values(), value -> bind(column, value))
                .sql(")");
    }

    private void like(Filter.Like like) {
        ColumnSchema column = table.requireColumn(like.field());
        if (column.javaType() != String.class) {
            throw refused(column, "is no text and matches no pattern");
        }
        sql.name(column.name()).sql(" LIKE ").bind(like.pattern());
    }

    private void bind(ColumnSchema column, Object value) {
        if (!Values.isComparable(column)) {
            throw refused(column, "cannot be compared with a value");
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
