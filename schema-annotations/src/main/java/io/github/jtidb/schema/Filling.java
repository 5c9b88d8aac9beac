package io.github.jtidb.schema;

import java.util.Optional;

/**
 * What the database puts into a column by itself.
 *
 * @param defaultValue the default value, where it is known
 * @param hasDefault whether there is a default, known or not
 * @param generated whether it computes every value, where that is known
 */
record Filling(Optional<String> defaultValue, boolean hasDefault, Optional<Boolean> generated) {

    static Filling ofClass(Optional<String> defaultValue) {
        return new Filling(defaultValue, defaultValue.isPresent(), Optional.empty());
    }
}
