package io.github.jtidb.schema.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A field or record component of a table class.
 *
 * @param table the table class
 * @param declaredIn the class that declares it: the table class or a superclass
 * @param name its name
 * @param type its type
 * @param element its annotations
 * @param column whether it becomes a column; static and transient fields do not
 */
public record Member(
        Type table, Type declaredIn, String name, JavaType type, AnnotatedElement element, boolean column) {

    /** Whether it has an annotation. */
    public boolean has(Class<? extends Annotation> annotation) {
        return element.isAnnotationPresent(annotation);
    }

    /** Its annotation of a type. */
    public <A extends Annotation> Optional<A> find(Class<A> annotation) {
        return Optional.ofNullable(element.getAnnotation(annotation));
    }

    /** Whether its type is a class, without type arguments. */
    public boolean isOf(Class<?> wanted) {
        return type.is(wanted);
    }
}
