package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.SchemaException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records: through their accessors and their canonical constructor. */
final class RecordInstances<T> implements Instances<T> {

    private final Class<T> type;
    private final Method[] accessors;
    private final Constructor<T> constructor;

    /** For each component where its value stands. */
    private final int[] positions;

    RecordInstances(Class<T> type, List<String> names) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.accessors = new Method[components.length];
        this.positions = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            positions[i] = names.indexOf(components[i].getName());
            accessors[i] = Instances.opened(type, components[i].getAccessor());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = Instances.opened(type, type.getDeclaredConstructor(types));
        } catch (NoSuchMethodException e) {
            throw new SchemaException("Record " + type.getName() + " has no canonical constructor", e);
        }
    }

    @Override
    public @Nullable Object[] values(T instance) {
        @Nullable Object[] values = new @Nullable Object[accessors.length];
        try {
            for (int i = 0; i < accessors.length; i++) {
                values[positions[i]] = accessors[i].invoke(instance);
            }
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
        return values;
    }

    @Override
    public T instance(@Nullable Object[] values) {
        @Nullable Object[] arguments = new @Nullable Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            arguments[i] = values[positions[i]];
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
    }
}
