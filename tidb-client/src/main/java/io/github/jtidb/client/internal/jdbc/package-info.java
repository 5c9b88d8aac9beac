/** Connections: the pool, running statements, and where a client connects to. */
package io.github.jtidb.client.internal.jdbc;
