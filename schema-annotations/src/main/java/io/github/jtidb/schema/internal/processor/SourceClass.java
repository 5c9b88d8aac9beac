package io.github.jtidb.schema.internal.processor;

import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.internal.Member;
import io.github.jtidb.schema.internal.TableSource;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** A class in source. */
record SourceClass(TypeElement element, ProcessingEnvironment environment) implements TableSource {

    /** The annotations of an element. */
    private record Annotations(Element element) implements AnnotatedElement {

        @Override
        public <A extends Annotation> @Nullable A getAnnotation(Class<A> annotation) {
            return element.getAnnotation(annotation);
        }

        @Override
        public Annotation[] getAnnotations() {
            throw new UnsupportedOperationException("Only single annotations of source can be read");
        }

        @Override
        public Annotation[] getDeclaredAnnotations() {
            return getAnnotations();
        }
    }

    /** A member and where it stands. */
    record Located(Element element, SourceType type, Member member) {}

    @Override
    public Type type() {
        return SourceType.named(element, environment);
    }

    @Override
    public String simpleName() {
        return element.getSimpleName().toString();
    }

    @Override
    public Optional<String> unfitKind() {
        return switch (element.getKind()) {
            case ANNOTATION_TYPE -> Optional.of("an annotation type");
            case INTERFACE -> Optional.of("an interface");
            case ENUM -> Optional.of("an enum");
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isAbstract() {
        return element.getModifiers().contains(Modifier.ABSTRACT);
    }

    @Override
    public boolean isInner() {
        return element.getNestingKind().isNested() && !element.getModifiers().contains(Modifier.STATIC);
    }

    @Override
    public boolean isGeneric() {
        return !element.getTypeParameters().isEmpty();
    }

    @Override
    public Optional<TableModel> model() {
        return Optional.ofNullable(element.getAnnotation(TableModel.class));
    }

    @Override
    public List<Member> members() {
        return located().stream().map(Located::member).toList();
    }

    /** The members with their elements. */
    List<Located> located() {
        List<Located> members = new ArrayList<>();
        if (element.getKind() == ElementKind.RECORD) {
            for (RecordComponentElement component : element.getRecordComponents()) {
                members.add(located(element, component, true));
            }
            for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
                if (field.getModifiers().contains(Modifier.STATIC)) {
                    members.add(located(element, field, false));
                }
            }
        } else {
            addFields(element, members);
        }
        return members;
    }

    private void addFields(TypeElement declaring, List<Located> members) {
        if (declaring.getSuperclass().getKind() == TypeKind.DECLARED) {
            addFields((TypeElement) ((DeclaredType) declaring.getSuperclass()).asElement(), members);
        }
        for (VariableElement field : ElementFilter.fieldsIn(declaring.getEnclosedElements())) {
            Set<Modifier> modifiers = field.getModifiers();
            boolean column = !modifiers.contains(Modifier.STATIC) && !modifiers.contains(Modifier.TRANSIENT);
            members.add(located(declaring, field, column));
        }
    }

    private Located located(TypeElement declaring, Element member, boolean column) {
        SourceType type = new SourceType(member.asType(), environment);
        return new Located(
                member,
                type,
                new Member(
                        type(),
                        SourceType.named(declaring, environment),
                        member.getSimpleName().toString(),
                        type,
                        new Annotations(member),
                        column));
    }

    /** Whether the type of a member or a superclass is not known to the compiler, or not yet. */
    boolean isUnknown() {
        for (TypeElement at = element; ; ) {
            if (at.getSuperclass().getKind() == TypeKind.ERROR) {
                return true;
            }
            if (at.getSuperclass().getKind() != TypeKind.DECLARED) {
                return located().stream().anyMatch(member -> member.type().isUnknown());
            }
            at = (TypeElement) ((DeclaredType) at.getSuperclass()).asElement();
        }
    }
}
