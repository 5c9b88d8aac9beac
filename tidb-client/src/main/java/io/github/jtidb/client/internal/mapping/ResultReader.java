package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.TableSchema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of the rows of any query: records by the names of their components, table classes by the names of their columns.
 * Immutable.
 *
 * @param <R> the class
 */
public final class ResultReader<R> {

    private record Target(String name, Type type, int column) {}

    private final VectorCodec codec;
    private final Instances<R> instances;
    private final int width;
    private final List<Target> targets = new ArrayList<>();

    /**
     * A reader.
     *
     * @param columns the labels of the query's columns
     * @throws SchemaException if the class is neither a record nor a table class, or needs a column that is not there
     */
    public ResultReader(Class<R> type, List<String> columns, VectorCodec codec) {
        this.codec = codec;
        if (type.isAnnotationPresent(TableModel.class)) {
            TableSchema schema = TableSchema.of(type);
            instances = Instances.of(type, RowMapper.fields(schema));
            width = schema.columns().size() + schema.relations().size();
            for (ColumnSchema column : schema.columns()) {
                add(type, column.name(), column.javaType(), columns);
            }
        } else if (type.isRecord()) {
            instances = Instances.of(
                    type,
                    Stream.of(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
            width = type.getRecordComponents().length;
            for (RecordComponent component : type.getRecordComponents()) {
                add(type, component.getName(), component.getGenericType(), columns);
            }
        } else {
            throw new SchemaException("Class " + type.getName()
                    + " cannot be made of a query's rows: expected a record, or a class with @TableModel.");
        }
    }

    private void add(Class<R> type, String name, Type javaType, List<String> columns) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (plain(columns.get(i)).equals(plain(name))) {
                found.add(i);
            }
        }
        if (found.size() != 1) {
            throw new SchemaException(
                    "Class " + type.getName() + " needs one column '" + name + "', and the query gives "
                            + (found.isEmpty() ? "none" : "several") + " among " + columns + ": name it with AS.");
        }
        targets.add(new Target(name, javaType, found.get(0)));
    }

    /** Java's createdAt and SQL's created_at are one name. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The object of a row. */
    public R read(List<@Nullable Object> row) {
        @Nullable Object[] values = new @Nullable Object[width];
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            Object value = row.get(target.column);
            values[i] = value == null
                    ? null
                    : Conversion.convert(codec, "Column '" + target.name + "'", value, target.type);
        }
        return instances.instance(values);
    }
}
