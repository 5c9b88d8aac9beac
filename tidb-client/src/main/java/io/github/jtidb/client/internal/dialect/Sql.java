package io.github.jtidb.client.internal.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement: its text with {@code ?} for each value, and the values. Immutable.
 *
 * @param text the SQL
 * @param parameters the values, in the order of their marks; null is SQL's NULL
 */
public record Sql(String text, List<@Nullable Object> parameters) {

    public Sql {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** A statement without values. */
    static Sql of(String text) {
        return new Sql(text, List.of());
    }

    /** A statement put together by a {@link Builder}. */
    static Sql build(Consumer<Builder> parts) {
        Builder builder = new Builder();
        parts.accept(builder);
        return new Sql(builder.text.toString(), builder.parameters);
    }

    /** Quotes an identifier: the only place where a name becomes SQL. */
    static String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** Puts a statement together, so that text, names and values cannot be mixed up. Not thread-safe. */
    static final class Builder {

        private final StringBuilder text = new StringBuilder(256);
        private final List<@Nullable Object> parameters = new ArrayList<>();

        private Builder() {}

        /** Adds SQL written in the dialect itself. */
        Builder sql(String fragment) {
            text.append(fragment);
            return this;
        }

        /** Adds an identifier, quoted. */
        Builder name(String identifier) {
            text.append(quote(identifier));
            return this;
        }

        /** Adds a value through its mark, which is {@code ?} or an expression around it. */
        Builder bind(String mark, @Nullable Object value) {
            text.append(mark);
            parameters.add(value);
            return this;
        }

        /** Adds a value. */
        Builder bind(@Nullable Object value) {
            return bind("?", value);
        }

        /** Adds several parts with a separator between them. */
        <T> Builder join(String separator, Iterable<T> items, Consumer<T> part) {
            String between = "";
            for (T item : items) {
                text.append(between);
                part.accept(item);
                between = separator;
            }
            return this;
        }
    }
}
