/** Tables of annotated classes, searched by meaning: in the JVM or on TiDB. */
@org.jspecify.annotations.NullMarked
module io.github.jtidb.client {
    requires transitive io.github.jtidb.embedding;
    requires transitive io.github.jtidb.schema;
    requires java.logging;
    requires java.sql;
    requires org.slf4j;
    requires com.fasterxml.jackson.databind;
    requires com.h2database;
    requires com.zaxxer.hikari;
    requires org.apache.lucene.analysis.common;
    requires org.apache.lucene.core;
    requires static transitive org.jspecify;

    exports io.github.jtidb.client;
    // H2 calls the SQL functions that live here.
    exports io.github.jtidb.client.internal.embedded to
            com.h2database;
}
