package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.Optional;

/**
 * What a filter names by {@code meta.owner.id} or {@code meta.tags[0]}: a JSON column and a path into it. Immutable.
 *
 * @param column the column
 * @param path the path as the MySQL family writes it, every key quoted: {@code $."owner"."id"}
 */
record JsonPath(ColumnSchema column, String path) {

    /**
     * Reads a name.
     *
     * @return the path, or empty if the name is that of a column
     * @throws SchemaException if the table has neither, or the column holds no JSON
     * @throws IllegalArgumentException if the path is malformed
     */
    static Optional<JsonPath> find(TableSchema table, String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        if (end == name.length() || table.column(name).isPresent()) {
            return Optional.empty();
        }
        ColumnSchema column = table.requireColumn(name.substring(0, end));
        if (column.type() != ColumnType.JSON) {
            throw new SchemaException("Table '" + table.name() + "' has no '" + name + "': field '" + column.field()
                    + "' is " + column.type() + ", and only a JSON field has paths. Name the field alone.");
        }
        return Optional.of(new JsonPath(column, new Reader(name, end).read()));
    }

    /** Turns the path of a name into one of SQL. Not thread-safe. */
    private static final class Reader {

        /** More digits are no position of a list. */
        private static final int MOST_DIGITS = 9;

        private final String name;
        private final StringBuilder path = new StringBuilder("$");
        private int at;

        Reader(String name, int at) {
            this.name = name;
            this.at = at;
        }

        String read() {
            while (at < name.length()) {
                char c = name.charAt(at++);
                if (c == '[') {
                    position();
                } else if (c != '.') {
                    throw refused("expected '.' or '[' at position " + (at - 1));
                } else if (at < name.length() && name.charAt(at) == '"') {
                    at++;
                    key(quoted());
                } else {
                    key(plain());
                }
            }
            return path.toString();
        }

        private void position() {
            int end = name.indexOf(']', at);
            String digits = end < 0 ? "" : name.substring(at, end);
            if (digits.isEmpty()
                    || digits.length() > MOST_DIGITS
                    || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw refused("expected '[', a whole number of at most " + MOST_DIGITS + " digits, and ']'");
            }
            path.append('[').append(Integer.parseInt(digits)).append(']');
            at = end + 1;
        }

        private String plain() {
            int begin = at;
            while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
                if ("\"\\]".indexOf(name.charAt(at)) >= 0) {
                    throw refused(
                            "put a key that holds quotes, backslashes or brackets into quotes, as in meta.\"a]b\"");
                }
                at++;
            }
            return name.substring(begin, at);
        }

        private String quoted() {
            StringBuilder key = new StringBuilder();
            while (at < name.length()) {
                char c = name.charAt(at++);
                if (c == '"') {
                    return key.toString();
                }
                if (c == '\\') {
                    c = at < name.length() ? name.charAt(at++) : ' ';
                    if (c != '"' && c != '\\') {
                        throw refused("in quotes, expected a quote or a backslash after a backslash");
                    }
                }
                key.append(c);
            }
            throw refused("a quote has no end");
        }

        private void key(String key) {
            if (key.isEmpty()) {
                throw refused("a key is empty");
            }
            // TiDB takes even a quoted * for every key, and a half of a character has no bytes.
            if (key.equals("*") || key.codePoints().anyMatch(Reader::isNoText)) {
                throw refused("a key is '*', or holds a control character or half of a surrogate pair,"
                        + " which no database looks up");
            }
            path.append(".\"")
                    .append(key.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }

        private static boolean isNoText(int c) {
            return Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }

        private IllegalArgumentException refused(String why) {
            return new IllegalArgumentException("The path '" + name + "' of a filter cannot be read: " + why + ".");
        }
    }
}
