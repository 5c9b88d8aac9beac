package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.SchemaException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a class that hold its columns, inherited ones included, in the order of the columns. */
record Fields<T>(Class<T> type, List<Field> all) {

    static <T> Fields<T> of(Class<T> type, List<String> names) {
        return new Fields<>(type, names.stream().map(name -> find(type, name)).toList());
    }

    private static Field find(Class<?> type, String name) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
                    return Instances.opened(type, field);
                }
            }
        }
        throw new SchemaException("Class " + type.getName() + " has no field '" + name + "'");
    }

    List<String> names() {
        return all.stream().map(Field::getName).toList();
    }

    boolean haveFinal() {
        return all.stream().anyMatch(field -> Modifier.isFinal(field.getModifiers()));
    }

    @Nullable
    Object[] values(T instance) {
        @Nullable Object[] values = new @Nullable Object[all.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = all.get(i).get(instance);
            }
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
        return values;
    }
}
