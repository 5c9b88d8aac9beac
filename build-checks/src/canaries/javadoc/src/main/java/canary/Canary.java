package canary;

/** Has a method without a comment. */
public final class Canary {

    private Canary() {}

    public static void sing() {}
}
