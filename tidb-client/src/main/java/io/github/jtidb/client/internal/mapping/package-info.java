/** Between rows and objects: reading and making instances of table classes, and values as JDBC takes them. */
package io.github.jtidb.client.internal.mapping;
