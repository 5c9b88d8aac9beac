package io.github.jtidb.jmh;

/** Sees that rivals give the same answer: a wrong one is no faster. */
final class Results {

    private Results() {}

    static void check(String what, double expected, double tolerance, double... results) {
        for (double result : results) {
            // Written so that NaN is refused.
            if (!(Math.abs(result - expected) <= tolerance)) {
                throw new IllegalStateException(what + " must be " + expected + ", got " + result);
            }
        }
    }
}
