/** The embedded database: H2 with the vector functions of TiDB. */
package io.github.jtidb.client.internal.embedded;
