/** Annotations for table classes and the schema read from them. */
@org.jspecify.annotations.NullMarked
module io.github.jtidb.schema {
    requires transitive io.github.jtidb.vector;
    requires static transitive org.jspecify;

    exports io.github.jtidb.schema;
}
