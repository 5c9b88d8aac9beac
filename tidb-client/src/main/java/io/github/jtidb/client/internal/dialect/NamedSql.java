package io.github.jtidb.client.internal.dialect;

import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.client.internal.mapping.VectorCodec;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a caller's SQL with {@code :name} for each value. What stands in quotes or in a comment is left alone, by the rules
 * of MySQL: a backslash in a text quotes what follows, and {@code --} begins a comment where a blank follows it.
 */
public final class NamedSql {

    private final VectorCodec codec;
    private final String text;
    private final Map<String, ? extends @Nullable Object> values;
    private final Set<String> unused;
    private final Sql.Builder sql;

    private NamedSql(VectorCodec codec, String text, Map<String, ? extends @Nullable Object> values, Sql.Builder sql) {
        this.codec = codec;
        this.text = text;
        this.values = values;
        this.unused = new LinkedHashSet<>(values.keySet());
        this.sql = sql;
    }

    /**
     * Makes a statement of SQL and the values of its names. Thread-safe.
     *
     * @param text SQL of the dialect, with names such as {@code :price}; a name may occur more than once
     * @param values the value of every name; a collection becomes its elements with commas between them, null is NULL
     * @throws IllegalArgumentException if a name has no value, a value has no name, a value cannot be bound, a collection is
     *     empty, or the text has a {@code ?} or a quote or comment without an end
     */
    public static Sql of(VectorCodec codec, String text, Map<String, ? extends @Nullable Object> values) {
        return Sql.build(sql -> write(codec, text, values, sql));
    }

    /** Adds a caller's SQL to a statement. */
    static void write(VectorCodec codec, String text, Map<String, ? extends @Nullable Object> values, Sql.Builder sql) {
        new NamedSql(codec, text, values, sql).write();
    }

    private void write() {
        int at = 0;
        while (at < text.length()) {
            int end = next(at);
            if (text.charAt(at) == ':' && end > at + 1 && text.charAt(at + 1) != ':') {
                bind(text.substring(at + 1, end));
            } else {
                sql.sql(text.substring(at, end));
            }
            at = end;
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("The SQL has no parameter " + named(unused)
                    + ": expected a value for each name in it and no other. Write :name where a value goes.");
        }
    }

    /** Where the quoted text, comment, name or single character ends that begins here. */
    private int next(int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '\'', '"', '`' -> quoted(at, c);
            case '#' -> line(at);
            case '-' -> text.startsWith("--", at) && blank(at + 2) ? line(at) : at + 1;
            case '/' -> text.startsWith("/*", at) ? block(at) : at + 1;
            case ':' -> text.startsWith("::", at) ? at + 2 : name(at + 1);
            case '?' ->
                throw new IllegalArgumentException(
                        "The SQL has a '?' at position " + at + ": expected names. Write :name where a value goes.");
            default -> at + 1;
        };
    }

    private int quoted(int at, char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '`') {
                i++;
            } else if (c == quote) {
                // A doubled quote ends here and begins anew, which comes to the same.
                return i + 1;
            }
        }
        throw endless("quote " + quote, at);
    }

    private int line(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int block(int at) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw endless("comment /*", at);
        }
        return end + 2;
    }

    private boolean blank(int at) {
        return at >= text.length() || text.charAt(at) <= ' ';
    }

    private int name(int at) {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end), end == at)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean first) {
        return c == '_' || Character.isLetter(c) || (!first && Character.isDigit(c));
    }

    private void bind(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(
                    "The SQL's parameter :" + name + " has no value: expected one. Given are "
                            + (values.isEmpty() ? "none" : named(values.keySet())) + ".");
        }
        unused.remove(name);
        Object value = values.get(name);
        if (!(value instanceof Collection<?> several)) {
            sql.bind(value == null ? null : Values.encode(codec, ":" + name, value));
            return;
        }
        if (several.isEmpty() || several.stream().anyMatch(element -> element == null)) {
            throw new IllegalArgumentException("The SQL's parameter :" + name + " is a collection "
                    + (several.isEmpty() ? "without values" : "with null in it")
                    + ": expected at least one value, and none of them null.");
        }
        sql.join(", ", several, element -> sql.bind(Values.encode(codec, ":" + name, element)));
    }

    private static String named(Set<String> names) {
        return ":" + String.join(", :", names);
    }

    private static IllegalArgumentException endless(String what, int at) {
        return new IllegalArgumentException("The SQL's " + what + " at position " + at + " has no end: close it.");
    }
}
