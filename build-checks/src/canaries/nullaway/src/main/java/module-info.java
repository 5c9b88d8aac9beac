/** Marked as a whole, as the libraries are. */
@org.jspecify.annotations.NullMarked
module canary {
    requires static transitive org.jspecify;

    exports canary;
}
