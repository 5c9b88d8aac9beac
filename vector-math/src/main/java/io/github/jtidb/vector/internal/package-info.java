/**
 * Kernels, row storage and the decimal printer behind the public types. Not exported.
 *
 * <p>{@link io.github.jtidb.vector.internal.Distances} is where the public types enter;
 * {@link io.github.jtidb.vector.internal.KernelSelector} decides which kernels run below it.
 */
package io.github.jtidb.vector.internal;
