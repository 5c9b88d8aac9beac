package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every refusal of a table class has in common. */
final class Refused {

    private Refused() {}

    /**
     * Asserts that the class is refused, by a message that is whole.
     *
     * @param field the field it begins with after the class, or empty for a message about the class
     */
    static void assertRefused(Class<?> table, String field, String wrong, String remedy) {
        String where = table.getTypeName() + (field.isEmpty() ? "" : "." + field);
        assertThatThrownBy(() -> TableSchema.of(table))
                .isExactlyInstanceOf(SchemaException.class)
                .hasMessageStartingWith(where + ": ")
                .hasMessageContaining(wrong + ". ")
                .hasMessageContaining(remedy)
                .hasMessageEndingWith(".");
    }
}
