package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.SchemaException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records: through their accessors and their canonical constructor. */
final class RecordInstances<T> implements Instances<T> {

    private final Class<T> type;
    private final Method[] accessors;
    private final Constructor<T> constructor;

    RecordInstances(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.accessors = Arrays.stream(components)
                .map(component -> Instances.opened(type, component.getAccessor()))
                .toArray(Method[]::new);
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
                values[i] = accessors[i].invoke(instance);
            }
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
        return values;
    }

    @Override
    public T instance(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(type, e);
        }
    }
}
