package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.ModelOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options that models in this JVM understand, and none of the others. Immutable. */
final class LocalOptions {

    private static final Set<String> VECTORS = Set.of(
            "truncation", "normalize", "queryPrompt", "documentPrompt", "progress", "dimensions", "requestDimensions");
    private static final Set<String> RERANKING = Set.of("truncation", "progress");
    private static final Set<String> FETCHING =
            Set.of("progress", "modelFolder", "apiKey", "baseUrl", "httpClient", "timeout", "maxAttempts");

    private final ModelOptions options;

    private LocalOptions(ModelOptions options) {
        this.options = options;
    }

    /**
     * Checks options.
     *
     * @param options what the caller said
     * @param reranks whether a reranker is opened
     * @param chooses whether there are several networks to choose from
     * @param fetches whether the model is one of the hub
     */
    static LocalOptions check(ModelOptions options, boolean reranks, boolean chooses, boolean fetches) {
        Set<String> known = new TreeSet<>(reranks ? RERANKING : VECTORS);
        Set<String> ownKnown = new TreeSet<>(Set.of("maxTokens"));
        if (!reranks) {
            ownKnown.add("queryThreads");
        }
        if (chooses) {
            ownKnown.add("variant");
        }
        if (chooses && !reranks) {
            ownKnown.add("pooling");
        }
        if (fetches) {
            known.addAll(FETCHING);
            ownKnown.add("revision");
        }
        refuse(
                options,
                options.names().stream().filter(name -> !name.equals("option")).toList(),
                known,
                "option");
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
