package io.github.jtidb.client.internal.table;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.SchemaException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A column's type as a database spells it, such as {@code bigint(20) unsigned}, and the nearest type here that holds all its
 * values. Immutable.
 *
 * @param spelling the whole
 * @param name the type's name, in lower case
 * @param arguments what stands in parentheses, or nothing
 * @param unsigned whether it has no negative values
 */
record StoredType(String spelling, String name, String arguments, boolean unsigned) {

    // Older TiDB servers say VECTOR<FLOAT>.
    private static final Pattern TYPE =
            Pattern.compile("(?is)([a-z][a-z_ ]*?)\\s*(?:<float>)?\\s*(?:\\((.*)\\))?\\s*(unsigned)?\\s*(?:zerofill)?");

    private static final Pattern CONSTANT = Pattern.compile("(?s)'((?:[^']|'')*)'");

    /** The longest text of a VARCHAR and a CHAR, beyond which a column is TEXT here. */
    private static final int MAX_VARCHAR = 16383;

    private static final int MAX_FRACTION = 6;

    static StoredType parse(String spelling) {
        Matcher matcher = TYPE.matcher(spelling.strip());
        if (!matcher.matches()) {
            return new StoredType(spelling, spelling, "", false);
        }
        String arguments = matcher.group(2) == null ? "" : matcher.group(2);
        return new StoredType(spelling, matcher.group(1).toLowerCase(Locale.ROOT), arguments, matcher.group(3) != null);
    }

    /** Begins the description of a column of this type. */
    ColumnSchema.Builder column(String table, String column) {
        return switch (name) {
            case "boolean", "bool" -> ColumnSchema.builder(column, ColumnType.BOOLEAN);
            case "bit" -> {
                if (number(0, 1) != 1) {
                    throw refuse(table, column);
                }
                yield ColumnSchema.builder(column, ColumnType.BOOLEAN);
            }
            case "tinyint" ->
                ColumnSchema.builder(
                        column,
                        arguments.equals("1")
                                ? ColumnType.BOOLEAN
                                : unsigned ? ColumnType.SMALLINT : ColumnType.TINYINT);
            case "smallint" -> ColumnSchema.builder(column, unsigned ? ColumnType.INT : ColumnType.SMALLINT);
            case "mediumint" -> ColumnSchema.builder(column, ColumnType.INT);
            case "int", "integer" -> ColumnSchema.builder(column, unsigned ? ColumnType.BIGINT : ColumnType.INT);
            case "bigint" ->
                unsigned
                        ? ColumnSchema.builder(column, ColumnType.DECIMAL).decimal(20, 0)
                        : ColumnSchema.builder(column, ColumnType.BIGINT);
            case "year" -> ColumnSchema.builder(column, ColumnType.SMALLINT);
            case "float", "real" -> ColumnSchema.builder(column, ColumnType.FLOAT);
            case "double", "double precision" -> ColumnSchema.builder(column, ColumnType.DOUBLE);
            case "decimal", "numeric" ->
                ColumnSchema.builder(column, ColumnType.DECIMAL).decimal(number(0, 10), number(1, 0));
            case "varchar", "character varying", "varchar_ignorecase" -> text(column, ColumnType.VARCHAR);
            case "char", "character" -> text(column, ColumnType.CHAR);
            case "enum" -> constants(column, lengths().max().orElse(MAX_VARCHAR));
            case "set" -> constants(column, lengths().map(length -> length + 1).sum() - 1);
            case "text", "tinytext", "mediumtext", "longtext", "character large object" ->
                ColumnSchema.builder(column, ColumnType.TEXT);
            case "varbinary", "binary", "binary varying" -> bytes(column);
            case "blob", "tinyblob", "mediumblob", "longblob", "binary large object" ->
                ColumnSchema.builder(column, ColumnType.BLOB);
            case "date" -> ColumnSchema.builder(column, ColumnType.DATE);
            case "time" -> fraction(ColumnSchema.builder(column, ColumnType.TIME));
            case "datetime", "timestamp" -> fraction(ColumnSchema.builder(column, ColumnType.DATETIME));
            case "json" -> ColumnSchema.builder(column, ColumnType.JSON);
            case "vector" -> {
                if (arguments.isEmpty()) {
                    throw refuse(table, column);
                }
                yield ColumnSchema.builder(column, ColumnType.VECTOR).dimensions(number(0, 0));
            }
            default -> throw refuse(table, column);
        };
    }

    private ColumnSchema.Builder text(String column, ColumnType type) {
        int length = number(0, 1);
        if (length > MAX_VARCHAR) {
            return ColumnSchema.builder(column, ColumnType.TEXT);
        }
        boolean tooLong = type == ColumnType.CHAR && length > 255;
        return ColumnSchema.builder(column, tooLong ? ColumnType.VARCHAR : type).length(length);
    }

    private ColumnSchema.Builder bytes(String column) {
        int length = number(0, 1);
        return length > 65535
                ? ColumnSchema.builder(column, ColumnType.BLOB)
                : ColumnSchema.builder(column, ColumnType.VARBINARY).length(length);
    }

    private static ColumnSchema.Builder constants(String column, int length) {
        return length > MAX_VARCHAR
                ? ColumnSchema.builder(column, ColumnType.TEXT)
                : ColumnSchema.builder(column, ColumnType.VARCHAR).length(Math.max(1, length));
    }

    private ColumnSchema.Builder fraction(ColumnSchema.Builder column) {
        return column.fraction(Math.min(MAX_FRACTION, number(0, 0)));
    }

    private IntStream lengths() {
        return CONSTANT.matcher(arguments)
                .results()
                .mapToInt(constant -> constant.group(1).replace("''", "'").length());
    }

    private int number(int position, int otherwise) {
        List<String> numbers = Arrays.stream(arguments.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        return position < numbers.size() ? Integer.parseInt(numbers.get(position)) : otherwise;
    }

    private SchemaException refuse(String table, String column) {
        return new SchemaException("Table '" + table + "', column '" + column + "' is a " + spelling
                + ", which no Java type here holds: expected a number, text, bytes, a date or time, JSON, or a VECTOR"
                + " with its dimensions. Change the column, or read the table with query(sql).");
    }
}
