package canary;

/** Forgets to throw an exception. */
public final class Canary {

    private Canary() {}

    /** Does nothing. */
    public static void sing() {
        new IllegalStateException("never thrown");
    }
}
