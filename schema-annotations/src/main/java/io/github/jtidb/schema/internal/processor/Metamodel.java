package io.github.jtidb.schema.internal.processor;

import io.github.jtidb.schema.ColumnType;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes the source of the class that names a table class's fields: the same for the same class, always. */
final class Metamodel {

    /** Where this type is not on the class path, as in a module of table classes alone, there is nothing to write. */
    static final String FIELD = "io.github.jtidb.client.Field";

    private final SourceClass table;
    private final PackageElement home;
    private final Elements elements;
    private final Types types;

    Metamodel(SourceClass table, ProcessingEnvironment environment) {
        this.table = table;
        this.elements = environment.getElementUtils();
        this.home = elements.getPackageOf(table.element());
        this.types = environment.getTypeUtils();
    }

    /** The class's name, with its package: the names of the classes around the table class go before the table's. */
    String name() {
        return home.isUnnamed() ? simpleName() : home.getQualifiedName() + "." + simpleName();
    }

    private String simpleName() {
        StringBuilder name = new StringBuilder("_");
        for (Element at = table.element(); at instanceof TypeElement; at = at.getEnclosingElement()) {
            name.insert(0, at.getSimpleName()).insert(0, "_");
        }
        return name.substring(1);
    }

    /** The source, with a constant for each column. */
    String source(Map<String, ColumnType> columns) {
        StringBuilder text = new StringBuilder();
        if (!home.isUnnamed()) {
            text.append("package ").append(home.getQualifiedName()).append(";\n\n");
        }
        text.append("import ").append(FIELD).append(";\n");
        // So that a field of the name Field, or of that of a package, cannot stand before the methods.
        text.append("import static ").append(FIELD).append(".*;\n\n");
        text.append("/** The fields of {@code ")
                .append(table.element().getQualifiedName())
                .append("}, for filters. Immutable. */\n");
        text.append(isPublic(table.element()) ? "public " : "")
                .append("final class ")
                .append(simpleName());
        text.append(" {\n");
        for (SourceClass.Located field : table.located()) {
            ColumnType column = columns.get(field.member().name());
            if (field.member().column() && column != null) {
                constant(text, field.member().name(), column, field.type());
            }
        }
        return text.append("\n    private ")
                .append(simpleName())
                .append("() {}\n}\n")
                .toString();
    }

    private void constant(StringBuilder text, String name, ColumnType column, SourceType type) {
        String value = value(type);
        String factory = switch (column) {
            case JSON -> "json";
            case TEXT -> "text";
            // Enums and UUIDs are stored as text, whose order is not theirs.
            case VARCHAR, CHAR -> type.is(String.class) ? "text" : "of";
            case BOOLEAN, VARBINARY, BLOB, VECTOR -> "of";
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL, DATE, TIME, DATETIME -> "ordered";
        };
        String kind = switch (factory) {
            case "json" -> ".Json";
            case "text" -> ".Text";
            case "ordered" -> ".Ordered<" + value + ">";
            default -> "<" + value + ">";
        };
        text.append("\n    /** The field {@code ").append(name).append("}. */\n");
        text.append("    public static final Field").append(kind).append(' ').append(name);
        text.append(" = ").append(factory).append("(\"").append(name).append("\");\n");
    }

    /** The type of a field's values as source: what cannot be seen from the metamodel is just an object. */
    private String value(SourceType type) {
        if (type.isPrimitive()) {
            return types.boxedClass(types.getPrimitiveType(type.mirror().getKind()))
                    .getQualifiedName()
                    .toString();
        }
        return type.declared()
                .map(element -> isVisible(element) ? element.getQualifiedName().toString() : "Object")
                .orElseGet(type::name);
    }

    private boolean isVisible(TypeElement element) {
        boolean around = !(element.getEnclosingElement() instanceof TypeElement outer) || isVisible(outer);
        boolean here = home.equals(elements.getPackageOf(element))
                && !element.getModifiers().contains(Modifier.PRIVATE);
        return around && (here || element.getModifiers().contains(Modifier.PUBLIC));
    }

    private static boolean isPublic(TypeElement element) {
        boolean around = !(element.getEnclosingElement() instanceof TypeElement outer) || isPublic(outer);
        return around && element.getModifiers().contains(Modifier.PUBLIC);
    }
}
