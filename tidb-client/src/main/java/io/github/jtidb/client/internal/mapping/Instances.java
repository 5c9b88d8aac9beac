package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.SchemaException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes instances of a class apart and puts them together. Values are in the order of the table's columns. */
interface Instances<T> {

    @Nullable
    Object[] values(T instance);

    T instance(@Nullable Object[] values);

    /**
     * How a class's instances are read and made.
     *
     * @param fields the names of its components or fields, in the order of the values; of a record all of them
     * @throws SchemaException if its instances cannot be read or made
     */
    static <T> Instances<T> of(Class<T> type, List<String> fields) {
        if (type.isRecord()) {
            return new RecordInstances<>(type, fields);
        }
        Fields<T> found = Fields.of(type, fields);
        return ObjectInstances.of(found).orElseGet(() -> ConstructorInstances.of(found));
    }

    /** Makes a member usable, wherever the class stands. */
    static <M extends AccessibleObject> M opened(Class<?> type, M member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException e) {
            throw new SchemaException(
                    "Class " + type.getName()
                            + " is closed to jtidb: expected a class that it may read and make. Add 'opens "
                            + type.getPackageName() + " to io.github.jtidb.client;' to the module-info of "
                            + type.getModule().getName() + ".",
                    e);
        }
    }

    /** What the class's own code threw, or that its members cannot be used. */
    static SchemaException failed(Class<?> type, ReflectiveOperationException e) {
        Throwable cause = e instanceof InvocationTargetException target ? target.getTargetException() : e;
        return new SchemaException(
                "A row does not fit class " + type.getName() + ": its code threw "
                        + cause.getClass().getName() + ": " + cause.getMessage(),
                cause);
    }
}
