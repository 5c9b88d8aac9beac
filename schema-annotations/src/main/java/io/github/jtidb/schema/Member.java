package io.github.jtidb.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A field or record component that becomes a column.
 *
 * @param table the table class
 * @param declaredIn the class that declares it: the table class or a superclass
 */
record Member(Type table, Type declaredIn, String name, Type type, AnnotatedElement element) {

    boolean has(Class<? extends Annotation> annotation) {
        return element.isAnnotationPresent(annotation);
    }

    <A extends Annotation> Optional<A> find(Class<A> annotation) {
        return Optional.ofNullable(element.getAnnotation(annotation));
    }

    /** The type without its type arguments; empty for type variables and arrays of generic types. */
    Optional<Class<?>> rawType() {
        if (type instanceof Class<?> plain) {
            return Optional.of(plain);
        }
        return type instanceof ParameterizedType generic
                ? Optional.of((Class<?>) generic.getRawType())
                : Optional.empty();
    }

    boolean isOf(Class<?> wanted) {
        return type.equals(wanted);
    }
}
