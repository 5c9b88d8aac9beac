/** Shared by the providers; not API. */
package io.github.jtidb.embedding.internal;
