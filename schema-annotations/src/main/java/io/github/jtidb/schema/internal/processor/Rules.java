package io.github.jtidb.schema.internal.processor;

import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.internal.CheckedTable;
import io.github.jtidb.schema.internal.TableSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** The rules of table classes: those of {@link TableSchema#of}, in the package of the annotations and not visible here. */
final class Rules {

    private Rules() {}

    /**
     * Checks a class. By reflection: a class that let the call through would be public API, though it is none.
     */
    static CheckedTable check(TableSource table) {
        try {
            Method check = Class.forName(TableSchema.class.getPackageName() + ".SchemaReader")
                    .getDeclaredMethod("check", TableSource.class);
            check.setAccessible(true);
            return (CheckedTable) check.invoke(null, table);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Checking " + table.type().getTypeName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The annotation processor and the rules are of different versions", e);
        }
    }
}
