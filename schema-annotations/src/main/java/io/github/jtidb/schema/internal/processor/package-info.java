/** The annotation processor: the rules of table classes at compile time, and a metamodel of their fields. */
package io.github.jtidb.schema.internal.processor;
