package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ModelOptions;
import java.util.Set;

/**
 * What texts are embedded for, in the words of a service. Models are trained for more tasks than searching, so the caller may
 * name another for each side. Immutable.
 *
 * @param query for texts that are searched for; empty to say nothing
 * @param document for texts and images that are stored; empty to say nothing
 */
public record Tasks(String query, String document) {

    private static final String QUERY = "queryTask";
    private static final String DOCUMENT = "documentTask";

    /** The options that {@link #of} reads. */
    public static final Set<String> OPTIONS = Set.of(QUERY, DOCUMENT);

    /** What the caller asks for, or else the words given here. */
    public static Tasks of(ModelOptions options, String query, String document) {
        return new Tasks(
                options.options().getOrDefault(QUERY, query).toString(),
                options.options().getOrDefault(DOCUMENT, document).toString());
    }

    /** Says it in a field of a request. */
    public void put(ObjectNode body, String field, Side side) {
        String task = side.either(query, document);
        if (!task.isEmpty()) {
            body.put(field, task);
        }
    }
}
