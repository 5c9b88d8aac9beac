/** Annotations for table classes and the schema read from them. */
@org.jspecify.annotations.NullMarked
module io.github.jtidb.schema {
    requires transitive io.github.jtidb.vector;
    requires static transitive org.jspecify;
    // Only the annotation processor uses it, and only compilers run that.
    requires static java.compiler;

    exports io.github.jtidb.schema;

    provides javax.annotation.processing.Processor with
            io.github.jtidb.schema.internal.processor.TableModelProcessor;
}
