package io.github.jtidb.schema.internal.processor;

import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.internal.CheckedTable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Checks table classes as they are compiled, by the rules that {@code TableSchema.of} has when the program runs, and writes
 * for each a class of its fields beside it: {@code Document_} for {@code Document}, {@code Outer_Document_} for one nested in
 * {@code Outer}. The latter only where the client is on the class path, and not with {@code -Ajtidb.metamodel=false}.
 *
 * <p>Up to JDK 22 javac finds it on the class path by itself. From JDK 23 on, and in a module, it must be asked: with Maven by
 *
 * <pre>{@code
 * <plugin>
 *     <artifactId>maven-compiler-plugin</artifactId>
 *     <configuration>
 *         <annotationProcessorPaths>
 *             <path>
 *                 <groupId>io.github.jtidb</groupId>
 *                 <artifactId>jtidb-schema-annotations</artifactId>
 *                 <version>...</version>
 *             </path>
 *         </annotationProcessorPaths>
 *     </configuration>
 * </plugin>
 * }</pre>
 *
 * <p>which is right everywhere, or on the class path by {@code <proc>full</proc>}; with javac by {@code -processorpath}, or
 * {@code -proc:full}. Not thread-safe.
 */
@SupportedAnnotationTypes("io.github.jtidb.schema.TableModel")
@SupportedOptions(TableModelProcessor.METAMODEL)
public final class TableModelProcessor extends AbstractProcessor {

    static final String METAMODEL = "jtidb.metamodel";

    /** Classes with types that are not known yet: other processors may write them. */
    private final Set<String> deferred = new LinkedHashSet<>();

    /** A processor, for the compiler. */
    public TableModelProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (round.processingOver()) {
            // The compiler itself reports what was never found.
            return false;
        }
        List<TypeElement> tables = new ArrayList<>();
        for (String name : deferred) {
            TypeElement table = processingEnv.getElementUtils().getTypeElement(name);
            if (table != null) {
                tables.add(table);
            }
        }
        deferred.clear();
        for (Element element : round.getElementsAnnotatedWith(TableModel.class)) {
            if (element instanceof TypeElement table) {
                tables.add(table);
            }
        }
        tables.forEach(this::process);
        return false;
    }

    private void process(TypeElement element) {
        SourceClass table = new SourceClass(element, processingEnv);
        if (table.isUnknown()) {
            deferred.add(element.getQualifiedName().toString());
            return;
        }
        CheckedTable checked = Rules.check(table);
        for (CheckedTable.Fault fault : checked.faults()) {
            say(Diagnostic.Kind.ERROR, fault.message(), place(element, fault.field()));
        }
        if (checked.faults().isEmpty() && isMetamodelWanted(element)) {
            write(element, new Metamodel(table, processingEnv), checked);
        }
    }

    /**
     * The field, if it stands in the class itself: an inherited one may have no source. Of a record, too, it is the field: its
     * components have no line.
     */
    private static Element place(TypeElement table, String name) {
        for (VariableElement field : ElementFilter.fieldsIn(table.getEnclosedElements())) {
            if (field.getSimpleName().contentEquals(name)) {
                return field;
            }
        }
        return table;
    }

    private boolean isMetamodelWanted(Element table) {
        String wanted = processingEnv.getOptions().getOrDefault(METAMODEL, "true");
        if (!wanted.equals("true") && !wanted.equals("false")) {
            say(Diagnostic.Kind.ERROR, "-A" + METAMODEL + "=" + wanted + ": expected true or false.", table);
            return false;
        }
        return wanted.equals("true") && processingEnv.getElementUtils().getTypeElement(Metamodel.FIELD) != null;
    }

    private void write(TypeElement table, Metamodel metamodel, CheckedTable checked) {
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(metamodel.name(), table)
                .openWriter()) {
            writer.write(metamodel.source(checked.columns()));
        } catch (FilerException e) {
            say(
                    Diagnostic.Kind.WARNING,
                    "The fields of " + table.getQualifiedName() + " get no class " + metamodel.name()
                            + ": there is one already. Rename the table class, or compile with -A" + METAMODEL
                            + "=false.",
                    table);
        } catch (IOException e) {
            say(Diagnostic.Kind.ERROR, "Cannot write " + metamodel.name() + ": " + e, table);
        }
    }

    private void say(Diagnostic.Kind kind, String message, Element place) {
        processingEnv.getMessager().printMessage(kind, message, place);
    }
}
