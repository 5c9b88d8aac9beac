package io.github.jtidb.schema.internal.processor;

import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.internal.JavaType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/** The type of a member in source. */
record SourceType(TypeMirror mirror, ProcessingEnvironment environment) implements JavaType {

    /** The name of a type that is not loaded. */
    private record Named(String name) implements Type {
        @Override
        public String getTypeName() {
            return name;
        }
    }

    @Override
    public Type type() {
        return known().filter(known -> arguments(mirror).isEmpty())
                .map(known -> (Type) known)
                .orElseGet(() -> new Named(name(mirror)));
    }

    static Type named(TypeElement element, ProcessingEnvironment environment) {
        return new Named(environment.getElementUtils().getBinaryName(element).toString());
    }

    @Override
    public Optional<Class<?>> known() {
        return known(mirror);
    }

    private Optional<Class<?>> known(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> Optional.of(boolean.class);
            case BYTE -> Optional.of(byte.class);
            case SHORT -> Optional.of(short.class);
            case INT -> Optional.of(int.class);
            case LONG -> Optional.of(long.class);
            case CHAR -> Optional.of(char.class);
            case FLOAT -> Optional.of(float.class);
            case DOUBLE -> Optional.of(double.class);
            case ARRAY -> {
                TypeMirror component = ((ArrayType) type).getComponentType();
                yield arguments(component).isEmpty() ? known(component).map(Class::arrayType) : Optional.empty();
            }
            case DECLARED -> loaded(name(element(type)));
            default -> Optional.empty();
        };
    }

    /** Only the JDK's own classes are the same when the program runs, and run no code of anyone when they are loaded. */
    private static Optional<Class<?>> loaded(String name) {
        try {
            return name.startsWith("java.")
                    ? Optional.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()))
                    : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }

    private static List<? extends TypeMirror> arguments(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED ? ((DeclaredType) type).getTypeArguments() : List.of();
    }

    private String name(TypeElement element) {
        return environment.getElementUtils().getBinaryName(element).toString();
    }

    /** As {@link Type#getTypeName} writes it; the mirror's own text has annotations in it. */
    private String name(TypeMirror type) {
        return switch (type.getKind()) {
            case ARRAY -> name(((ArrayType) type).getComponentType()) + "[]";
            case DECLARED -> {
                String arguments = arguments(type).stream().map(this::name).collect(Collectors.joining(", "));
                yield name(element(type)) + (arguments.isEmpty() ? "" : "<" + arguments + ">");
            }
            case TYPEVAR ->
                environment.getTypeUtils().asElement(type).getSimpleName().toString();
            case WILDCARD -> {
                WildcardType wildcard = (WildcardType) type;
                yield wildcard.getExtendsBound() != null
                        ? "? extends " + name(wildcard.getExtendsBound())
                        : wildcard.getSuperBound() != null ? "? super " + name(wildcard.getSuperBound()) : "?";
            }
            default -> known(type).map(Class::getTypeName).orElse(type.toString());
        };
    }

    @Override
    public boolean mentionsVariable() {
        return mentions(mirror, TypeKind.TYPEVAR);
    }

    /** Whether it is, or mentions, a type that the compiler does not know, or not yet. */
    boolean isUnknown() {
        return mentions(mirror, TypeKind.ERROR);
    }

    private static boolean mentions(TypeMirror type, TypeKind kind) {
        if (type instanceof ArrayType array) {
            return mentions(array.getComponentType(), kind);
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(
                            Optional.ofNullable(wildcard.getExtendsBound()),
                            Optional.ofNullable(wildcard.getSuperBound()))
                    .flatMap(Optional::stream)
                    .anyMatch(bound -> mentions(bound, kind));
        }
        return type.getKind() == kind || arguments(type).stream().anyMatch(argument -> mentions(argument, kind));
    }

    @Override
    public boolean isPrimitive() {
        return mirror.getKind().isPrimitive();
    }

    @Override
    public boolean isArray() {
        return mirror.getKind() == TypeKind.ARRAY;
    }

    /** The class or interface that it is. */
    Optional<TypeElement> declared() {
        return mirror.getKind() == TypeKind.DECLARED ? Optional.of(element(mirror)) : Optional.empty();
    }

    @Override
    public boolean isRecord() {
        return declared()
                .filter(element -> element.getKind() == ElementKind.RECORD)
                .isPresent();
    }

    @Override
    public boolean isTable() {
        return declared()
                .filter(element -> element.getAnnotation(TableModel.class) != null)
                .isPresent();
    }

    @Override
    public boolean isA(Class<?> wanted) {
        TypeElement element = environment.getElementUtils().getTypeElement(wanted.getName());
        return element != null
                && declared()
                        .filter(declared -> environment.getTypeUtils().isSubtype(erased(declared), erased(element)))
                        .isPresent();
    }

    private TypeMirror erased(TypeElement element) {
        return environment.getTypeUtils().erasure(element.asType());
    }

    @Override
    public Optional<List<String>> constants() {
        return declared()
                .filter(element -> element.getKind() == ElementKind.ENUM)
                .map(element -> ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
                        .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
                        .map(field -> field.getSimpleName().toString())
                        .toList());
    }
}
