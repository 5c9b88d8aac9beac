/** NVIDIA NIM: hosted, or on a server of one's own. */
package io.github.jtidb.embedding.internal.nvidia;
