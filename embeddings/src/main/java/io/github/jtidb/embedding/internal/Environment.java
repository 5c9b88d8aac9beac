package io.github.jtidb.embedding.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where variables such as {@code OPENAI_API_KEY} are read. Implementations are thread-safe. */
@FunctionalInterface
public interface Environment {

    /** The variables of this process. */
    Environment SYSTEM = System::getenv;

    /** The value of a variable, or null if it is unset. */
    @Nullable
    String get(String name);

    /** The first of these variables that is set and not blank, without white space around it. */
    default Optional<String> first(Iterable<String> names) {
        for (String name : names) {
            String value = get(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }
}
