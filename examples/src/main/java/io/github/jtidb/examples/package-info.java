/** Runnable examples: each class with a main method is one, started by {@code ./examples/run}. */
package io.github.jtidb.examples;
