package io.github.jtidb.schema.internal;

import io.github.jtidb.schema.TableModel;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** A class that may be a table class, loaded or in source. Immutable. */
public interface TableSource {

    /** The class; in source only its name. */
    Type type();

    /** Its name without package and outer classes. */
    String simpleName();

    /** What it is, such as "an interface", if that is nothing that could be a table. */
    Optional<String> unfitKind();

    /** Whether it is abstract. */
    boolean isAbstract();

    /** Whether its objects need one of an outer class or a method around them. */
    boolean isInner();

    /** Whether it has type parameters. */
    boolean isGeneric();

    /** Its annotation. */
    Optional<TableModel> model();

    /** Its fields or record components, the superclass's first. Asked only where nothing speaks against the class. */
    List<Member> members();
}
