/** Benchmarks, with rivals beside us in the same run. */
@NullMarked
package io.github.jtidb.jmh;

import org.jspecify.annotations.NullMarked;
