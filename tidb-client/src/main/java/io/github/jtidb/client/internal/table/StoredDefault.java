package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.schema.ColumnSchema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column's default as a database tells it: a value that can be described, or only that there is one. */
final class StoredDefault {

    private StoredDefault() {}

    static void read(Dialect dialect, String type, @Nullable String stored, String extra, ColumnSchema.Builder column) {
        if (stored == null) {
            return;
        }
        Optional<String> known = dialect.defaultText(stored).flatMap(text -> describe(type, text, extra));
        known.ifPresentOrElse(column::defaultValue, column::hasDefault);
    }

    private static Optional<String> describe(String type, String text, String extra) {
        StoredType stored = StoredType.parse(type);
        boolean now = text.toLowerCase(Locale.ROOT).startsWith("current_timestamp");
        if (extra.contains("default_generated") && !now) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    switch (stored.name()) {
                        case "boolean", "bool" -> text.toLowerCase(Locale.ROOT);
                        case "tinyint" -> stored.arguments().equals("1") ? text.equals("0") ? "false" : "true" : text;
                        case "smallint", "mediumint", "int", "integer", "bigint", "decimal", "numeric" -> text;
                        case "float", "real", "double", "double precision", "year" -> text;
                        case "varchar", "character varying", "char", "character", "enum", "set" -> text;
                        case "date" -> LocalDate.parse(text).toString();
                        case "time" -> LocalTime.parse(text).toString();
                        case "datetime", "timestamp" ->
                            now
                                    ? "CURRENT_TIMESTAMP"
                                    : LocalDateTime.parse(text.replace(' ', 'T'))
                                            .toString();
                        default -> null;
                    });
        } catch (DateTimeParseException e) {
            // Such as 0000-00-00.
            return Optional.empty();
        }
    }
}
