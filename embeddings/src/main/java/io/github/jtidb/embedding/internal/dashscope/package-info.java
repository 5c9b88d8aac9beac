/** Alibaba DashScope by its own interface. */
package io.github.jtidb.embedding.internal.dashscope;
