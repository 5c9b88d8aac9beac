/** Puts what searches found into order: fusion, reranking, diversity. */
package io.github.jtidb.client.internal.ranking;
