package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.JavaType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The type of a member of a loaded class. */
record LoadedType(Type type) implements JavaType {

    /** Empty for type variables and arrays of generic types. */
    @Override
    public Optional<Class<?>> known() {
        if (type instanceof Class<?> plain) {
            return Optional.of(plain);
        }
        return type instanceof ParameterizedType generic
                ? Optional.of((Class<?>) generic.getRawType())
                : Optional.empty();
    }

    @Override
    public boolean mentionsVariable() {
        return mentionsVariable(type);
    }

    private static boolean mentionsVariable(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Stream.of(generic.getActualTypeArguments()).anyMatch(LoadedType::mentionsVariable);
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Stream.of(wildcard.getUpperBounds()), Stream.of(wildcard.getLowerBounds()))
                    .anyMatch(LoadedType::mentionsVariable);
        }
        if (type instanceof GenericArrayType array) {
            return mentionsVariable(array.getGenericComponentType());
        }
        return type instanceof TypeVariable;
    }

    @Override
    public boolean isPrimitive() {
        return type instanceof Class<?> plain && plain.isPrimitive();
    }

    @Override
    public boolean isArray() {
        return type instanceof GenericArrayType || (type instanceof Class<?> plain && plain.isArray());
    }

    @Override
    public boolean isRecord() {
        return known().filter(Class::isRecord).isPresent();
    }

    @Override
    public boolean isTable() {
        return known().filter(known -> known.isAnnotationPresent(TableModel.class))
                .isPresent();
    }

    @Override
    public boolean isA(Class<?> wanted) {
        return known().filter(wanted::isAssignableFrom).isPresent();
    }

    @Override
    public Optional<List<String>> constants() {
        return known().filter(Class::isEnum)
                .map(known -> Stream.of(known.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList());
    }
}
