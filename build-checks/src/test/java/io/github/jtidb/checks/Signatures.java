package io.github.jtidb.checks;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the classes that the public and protected declarations of a type name, in type arguments and bounds too. */
final class Signatures {

    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<Type> seen = new HashSet<>();

    private Signatures() {}

    static Set<Class<?>> typesIn(Class<?> type) {
        Signatures signatures = new Signatures();
        signatures.declaration(type);
        return signatures.classes;
    }

    private void declaration(Class<?> type) {
        variables(type);
        type(type.getGenericSuperclass());
        types(type.getGenericInterfaces());
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers())) {
                type(field.getGenericType());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            executable(constructor);
        }
        for (Method method : type.getDeclaredMethods()) {
            executable(method);
            if (isVisible(method.getModifiers())) {
                type(method.getGenericReturnType());
            }
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            if (isVisible(nested.getModifiers())) {
                declaration(nested);
            }
        }
    }

    private void executable(Executable executable) {
        if (isVisible(executable.getModifiers())) {
            variables(executable);
            types(executable.getGenericParameterTypes());
            types(executable.getGenericExceptionTypes());
        }
    }

    private void variables(GenericDeclaration declaration) {
        types(declaration.getTypeParameters());
    }

    private void types(Type... types) {
        for (Type type : types) {
            type(type);
        }
    }

    private void type(@Nullable Type type) {
        if (type == null || !seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            if (plain.isArray()) {
                type(plain.getComponentType());
            } else {
                classes.add(plain);
            }
        } else if (type instanceof ParameterizedType parameterized) {
            type(parameterized.getRawType());
            types(parameterized.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            type(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            types(wildcard.getLowerBounds());
            types(wildcard.getUpperBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            types(variable.getBounds());
        }
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
