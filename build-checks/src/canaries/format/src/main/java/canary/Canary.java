package canary;

/** Is indented by two. */
public final class Canary {

  private Canary() {}
}
