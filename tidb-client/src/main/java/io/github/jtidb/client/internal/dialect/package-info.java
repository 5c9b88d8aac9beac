/** All SQL text: one {@link io.github.jtidb.client.internal.dialect.Dialect} for each kind of database. */
package io.github.jtidb.client.internal.dialect;
