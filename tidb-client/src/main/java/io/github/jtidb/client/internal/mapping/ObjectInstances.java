package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.SchemaException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain classes: through their fields and their constructor without parameters. */
final class ObjectInstances<T> implements Instances<T> {

    private final Class<T> type;
    private final Field[] fields;
    private final Constructor<T> constructor;

    ObjectInstances(Class<T> type, List<String> names) {
        this.type = type;
        this.fields = names.stream().map(name -> field(type, name)).toArray(Field[]::new);
        try {
            this.constructor = Instances.opened(type, type.getDeclaredConstructor());
        } catch (NoSuchMethodException e) {
            throw new SchemaException(
                    "Class " + type.getName()
                            + " has no constructor without parameters, which makes its instances from rows:"
                            + " add one (it may be private), or make the class a record.",
                    e);
        }
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
                    if (Modifier.isFinal(field.getModifiers())) {
                        throw new SchemaException(
                                "Field '" + name + "' of class " + declaring.getName()
                                        + " is final and cannot be filled from a row: drop 'final', or make the class a record.");
                    }
                    return Instances.opened(type, field);
                }
            }
        }
        throw new SchemaException("Class " + type.getName() + " has no field '" + name + "'");
    }

    @Override
    public @Nullable Object[] values(T instance) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        try {
            for (int i = 0; i < fields.length; i++) {
                values[i] = fields[i].get(instance);
            }
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
        return values;
    }

    @Override
    public T instance(@Nullable Object[] values) {
        try {
            T instance = constructor.newInstance();
            for (int i = 0; i < fields.length; i++) {
                // A primitive field keeps its initial value where the row has NULL.
                if (values[i] != null || !fields[i].getType().isPrimitive()) {
                    fields[i].set(instance, values[i]);
                }
            }
            return instance;
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
    }
}
