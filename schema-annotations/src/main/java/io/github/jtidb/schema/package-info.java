/** Annotations for table classes and the schema read from them. */
package io.github.jtidb.schema;
