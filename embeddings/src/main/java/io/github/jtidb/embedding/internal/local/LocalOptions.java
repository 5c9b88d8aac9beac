package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.hub.Hub;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options that models in this JVM understand, and none of the others. Immutable. */
final class LocalOptions {

    /** Where a model comes from, which tells what can be said of it. */
    enum Origin {
        JAR,
        FOLDER,
        HUB
    }

    private static final Set<String> VECTORS = Set.of(
            "truncation", "normalize", "queryPrompt", "documentPrompt", "progress", "dimensions", "requestDimensions");
    private static final Set<String> SCORES = Set.of("truncation", "progress");
    private final ModelOptions options;

    private LocalOptions(ModelOptions options) {
        this.options = options;
    }

    /** Checks the options of a model that makes vectors. */
    static LocalOptions forVectors(ModelOptions options, Origin origin) {
        Set<String> own = origin == Origin.JAR
                ? Set.of("maxTokens", "queryThreads")
                : Set.of("maxTokens", "queryThreads", "variant", "pooling");
        return check(options, origin, VECTORS, own);
    }

    /** Checks the options of a model that ranks. */
    static LocalOptions forScores(ModelOptions options, Origin origin) {
        return check(options, origin, SCORES, Set.of("maxTokens", "variant"));
    }

    private static LocalOptions check(ModelOptions options, Origin origin, Set<String> common, Set<String> own) {
        Set<String> known = new TreeSet<>(common);
        Set<String> ownKnown = new TreeSet<>(own);
        if (origin == Origin.HUB) {
            known.addAll(Hub.OPTIONS);
            ownKnown.add("revision");
        }
        List<String> names =
                options.names().stream().filter(name -> !name.equals("option")).toList();
        refuse(options, names, known, "option");
        refuse(options, List.copyOf(options.options().keySet()), ownKnown, "option of the name");
        return new LocalOptions(options);
    }

    private static void refuse(ModelOptions options, List<String> names, Set<String> known, String what) {
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw Refusal.of(options.model() + " takes no " + what + " " + String.join(", ", unknown)
                    + ": leave it out. It takes " + String.join(", ", known));
        }
    }

    ModelOptions all() {
        return options;
    }

    /** A text of the caller's own options, or empty. */
    Optional<String> text(String name) {
        Object value = options.options().get(name);
        if (value != null && !(value instanceof String)) {
            throw Refusal.of(options.model() + ": option " + name + ": expected a text, got a "
                    + value.getClass().getSimpleName());
        }
        return Optional.ofNullable((String) value);
    }

    /** A number of the caller's own options, 1 or more, or empty. */
    Optional<Integer> number(String name) {
        Object value = options.options().get(name);
        if (value != null && !(value instanceof Integer number && number > 0)) {
            throw Refusal.of(options.model() + ": option " + name + ": expected an int of 1 or more, got "
                    + (value instanceof Number ? value : "a " + value.getClass().getSimpleName()));
        }
        return Optional.ofNullable((Integer) value);
    }
}
