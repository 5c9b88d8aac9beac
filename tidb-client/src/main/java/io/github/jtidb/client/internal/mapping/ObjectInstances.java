package io.github.jtidb.client.internal.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain classes: through their fields and their constructor without parameters. */
final class ObjectInstances<T> implements Instances<T> {

    private final Fields<T> fields;
    private final Constructor<T> constructor;

    private ObjectInstances(Fields<T> fields, Constructor<T> constructor) {
        this.fields = fields;
        this.constructor = constructor;
    }

    /** Empty for a class without such a constructor, or with a final field, which only a constructor can fill. */
    @SuppressWarnings("unchecked") // A class's constructors make its instances.
    static <T> Optional<Instances<T>> of(Fields<T> fields) {
        return fields.haveFinal()
                ? Optional.empty()
                : Arrays.stream((Constructor<T>[]) fields.type().getDeclaredConstructors())
                        .filter(constructor -> constructor.getParameterCount() == 0)
                        .findFirst()
                        .map(constructor ->
                                new ObjectInstances<>(fields, Instances.opened(fields.type(), constructor)));
    }

    @Override
    public @Nullable Object[] values(T instance) {
        return fields.values(instance);
    }

    @Override
    public T instance(@Nullable Object[] values) {
        try {
            T instance = constructor.newInstance();
            for (int i = 0; i < values.length; i++) {
                Field field = fields.all().get(i);
                // A primitive field keeps its initial value where the row has NULL.
                if (values[i] != null || !field.getType().isPrimitive()) {
                    field.set(instance, values[i]);
                }
            }
            return instance;
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(fields.type(), e);
        }
    }
}
