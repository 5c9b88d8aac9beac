/** Approximate search beside rivals: recall against queries per second, each rival in a JVM of its own. */
@NullMarked
package io.github.jtidb.jmh.contest;

import org.jspecify.annotations.NullMarked;
