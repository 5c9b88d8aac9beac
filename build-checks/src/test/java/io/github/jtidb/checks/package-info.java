/** Checks of the build itself. */
@NullMarked
package io.github.jtidb.checks;

import org.jspecify.annotations.NullMarked;
