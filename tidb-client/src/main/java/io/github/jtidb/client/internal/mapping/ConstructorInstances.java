package io.github.jtidb.client.internal.mapping;

import io.github.jtidb.schema.SchemaException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plain classes that a constructor fills, such as Kotlin's data classes: through their fields and the constructor that has a
 * parameter for each.
 */
final class ConstructorInstances<T> implements Instances<T> {

    private static final String NAMES = "java.beans.ConstructorProperties";
    private static final String KOTLIN = "kotlin.Metadata";

    private final Fields<T> fields;
    private final Constructor<T> constructor;

    /** For each parameter the column that it takes. */
    private final int[] columns;

    private ConstructorInstances(Fields<T> fields, Constructor<T> constructor, int[] columns) {
        this.fields = fields;
        this.constructor = Instances.opened(fields.type(), constructor);
        this.columns = columns;
    }

    /**
     * Finds the constructor.
     *
     * @throws SchemaException if there is none, or more than one
     */
    @SuppressWarnings("unchecked") // A class's constructors make its instances.
    static <T> Instances<T> of(Fields<T> fields) {
        List<ConstructorInstances<T>> fitting = Arrays.stream(
                        (Constructor<T>[]) fields.type().getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic())
                .flatMap(
                        constructor -> columns(fields, constructor)
                                .map(columns -> new ConstructorInstances<>(fields, constructor, columns))
                                .stream())
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new SchemaException("Class " + fields.type().getName() + " has "
                + (fitting.isEmpty() ? "no constructor" : fitting.size() + " constructors")
                + " that could make its instances from rows: expected exactly one with a parameter for each of the fields "
                + fields.names() + ", of the same types and names, or one without parameters and no final field among"
                + " them. Names are known if the class is compiled with -parameters, or the constructor has @" + NAMES
                + "; without them the types must be in the order of the fields, and all different except in Kotlin."
                + " A record needs none of this.");
    }

    private static Optional<int[]> columns(Fields<?> fields, Constructor<?> constructor) {
        Class<?>[] types = constructor.getParameterTypes();
        if (types.length != fields.all().size()) {
            return Optional.empty();
        }
        List<String> names = fields.names();
        List<String> parameters = names(constructor).orElse(null);
        if (parameters == null) {
            // Two of one type might be in any order, but for Kotlin, where the constructor declares the fields.
            boolean clear = isKotlin(fields.type()) || new HashSet<>(List.of(types)).size() == types.length;
            parameters = clear ? names : List.of();
        }
        if (parameters.size() != names.size() || !new HashSet<>(parameters).containsAll(names)) {
            return Optional.empty();
        }
        int[] columns = parameters.stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < columns.length; i++) {
            Field field = fields.all().get(columns[i]);
            if (types[i] != field.getType()) {
                return Optional.empty();
            }
        }
        return Optional.of(columns);
    }

    private static Optional<List<String>> names(Constructor<?> constructor) {
        for (Annotation annotation : constructor.getAnnotations()) {
            if (annotation.annotationType().getName().equals(NAMES)) {
                return Optional.of(List.of(value(annotation)));
            }
        }
        Parameter[] parameters = constructor.getParameters();
        return Stream.of(parameters).allMatch(Parameter::isNamePresent)
                ? Optional.of(Stream.of(parameters).map(Parameter::getName).toList())
                : Optional.empty();
    }

    /** By reflection, so that jtidb does not require java.desktop, where the annotation lives. */
    private static String[] value(Annotation annotation) {
        try {
            return (String[]) annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("@" + NAMES + " cannot be read", e);
        }
    }

    private static boolean isKotlin(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().equals(KOTLIN));
    }

    @Override
    public @Nullable Object[] values(T instance) {
        return fields.values(instance);
    }

    @Override
    public T instance(@Nullable Object[] values) {
        @Nullable Object[] arguments = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            arguments[i] = values[columns[i]];
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw Instances.failed(fields.type(), e);
        }
    }
}
