package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.schema.internal.TableSource;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A loaded class. */
record LoadedClass(Class<?> type) implements TableSource {

    @Override
    public String simpleName() {
        return type.getSimpleName();
    }

    @Override
    public Optional<String> unfitKind() {
        if (type.isPrimitive() || type.isArray()) {
            return Optional.of("a primitive or an array");
        }
        if (type.isAnnotation()) {
            return Optional.of("an annotation type");
        }
        if (type.isInterface()) {
            return Optional.of("an interface");
        }
        if (type.isEnum()) {
            return Optional.of("an enum");
        }
        return type.isAnonymousClass() ? Optional.of("an anonymous class") : Optional.empty();
    }

    @Override
    public boolean isAbstract() {
        return Modifier.isAbstract(type.getModifiers());
    }

    @Override
    public boolean isInner() {
        // A local record is static although it is local.
        boolean nested = type.isMemberClass() || type.isLocalClass();
        return nested && !Modifier.isStatic(type.getModifiers());
    }

    @Override
    public boolean isGeneric() {
        return type.getTypeParameters().length > 0;
    }

    @Override
    public Optional<TableModel> model() {
        return Optional.ofNullable(type.getAnnotation(TableModel.class));
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                LoadedType of = new LoadedType(component.getGenericType());
                members.add(new Member(type, type, component.getName(), of, component, true));
            }
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    members.add(member(type, field));
                }
            }
        } else {
            addFields(type, members);
        }
        return members;
    }

    private void addFields(@Nullable Class<?> declaring, List<Member> members) {
        if (declaring == null || declaring == Object.class) {
            return;
        }
        addFields(declaring.getSuperclass(), members);
        for (Field field : declaring.getDeclaredFields()) {
            members.add(member(declaring, field));
        }
    }

    private Member member(Class<?> declaring, Field field) {
        int skipped = Modifier.STATIC | Modifier.TRANSIENT;
        boolean column = (field.getModifiers() & skipped) == 0 && !field.isSynthetic();
        return new Member(type, declaring, field.getName(), new LoadedType(field.getGenericType()), field, column);
    }
}
