/** Client-side embedding: the functions that a client holds open, and the filling of vector columns. */
package io.github.jtidb.client.internal.embedding;
