/**
 * Annotations for table classes and the schema read from them.
 *
 * <p>A table class is a record, or a plain class, with {@link io.github.jtidb.schema.TableModel @TableModel} on it; its
 * members are the columns. Start with {@code TableModel} to write one and with
 * {@link io.github.jtidb.schema.TableSchema#of TableSchema.of} to read one.
 */
package io.github.jtidb.schema;
