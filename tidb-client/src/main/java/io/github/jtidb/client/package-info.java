/**
 * The client: start at {@link io.github.jtidb.client.TiDBClient}, which makes {@link io.github.jtidb.client.Table tables}
 * of annotated classes; a table makes {@link io.github.jtidb.client.Search searches}.
 */
package io.github.jtidb.client;
