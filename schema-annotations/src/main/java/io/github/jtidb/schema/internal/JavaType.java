package io.github.jtidb.schema.internal;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** The type of a member, of a loaded class or in source. Immutable. */
public interface JavaType {

    /** The type: a class where it is a known one without type arguments, for anything else in source only its name. */
    Type type();

    /** The class without its type arguments: always there when loaded, in source for the JDK's own classes. */
    Optional<Class<?>> known();

    /** Whether a type variable is the type, or occurs in it. */
    boolean mentionsVariable();

    /** Whether it is primitive. */
    boolean isPrimitive();

    /** Whether it is an array. */
    boolean isArray();

    /** Whether it is a record. */
    boolean isRecord();

    /** Whether it is a table class. */
    boolean isTable();

    /** Whether it is a class or one of its subclasses. */
    boolean isA(Class<?> type);

    /** The names of an enum's constants, or empty if it is none. */
    Optional<List<String>> constants();

    /** The name, with type arguments, for messages. */
    default String name() {
        return type().getTypeName();
    }

    /** Whether it is a class, without type arguments. */
    default boolean is(Class<?> wanted) {
        return type().equals(wanted);
    }
}
