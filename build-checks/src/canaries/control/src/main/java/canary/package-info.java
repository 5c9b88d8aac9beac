/** A canary's package. */
@org.jspecify.annotations.NullMarked
package canary;
