package io.github.jtidb.schema;

/** What a column asks of its values. */
record Constraints(boolean nullable, boolean key, boolean autoIncrement, boolean unique) {}
