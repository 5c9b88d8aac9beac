package io.github.jtidb.client.internal.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SQL types cannot say of a column, in its comment: {@code jtidb:{"metric":"COSINE","source":"content","model":"…"}}. It
 * lets a table be opened by its name alone. Thread-safe.
 */
public final class ColumnComment {

    static final String PREFIX = "jtidb:";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ColumnComment() {}

    /** The comment of a column, or empty for one that its type describes. */
    static Optional<String> of(TableSchema table, ColumnSchema column) {
        ObjectNode node = JSON.createObjectNode();
        column.vector().ifPresent(vector -> {
            node.put("metric", vector.metric().name());
            if (vector.index() != IndexPolicy.AUTO) {
                node.put("index", vector.index().name());
            }
            // By its column: the Java name is lost with the class.
            vector.sourceField()
                    .ifPresent(field ->
                            node.put("source", table.requireColumn(field).name()));
            vector.model().ifPresent(model -> node.put("model", model));
        });
        column.fullText().ifPresent(text -> {
            node.put("parser", text.parser().name());
            if (!text.indexed()) {
                node.put("index", IndexPolicy.NONE.name());
            }
        });
        return node.isEmpty() ? Optional.empty() : Optional.of(PREFIX + node);
    }

    /**
     * Adds what a comment says to the description of a column; one that somebody else wrote says nothing.
     *
     * @throws IllegalArgumentException if it begins as ours and cannot be read
     */
    public static void read(String comment, ColumnSchema.Builder column) {
        if (!comment.startsWith(PREFIX)) {
            return;
        }
        JsonNode node;
        try {
            node = JSON.readTree(comment.substring(PREFIX.length()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage());
        }
        Optional<String> index = text(node, "index");
        text(node, "metric").map(DistanceMetric::valueOf).ifPresent(metric -> {
            column.metric(metric);
            index.map(IndexPolicy::valueOf).ifPresent(column::index);
        });
        text(node, "source").ifPresent(column::sourceField);
        text(node, "model").ifPresent(column::model);
        text(node, "parser").map(Parser::valueOf).ifPresent(parser -> column.fullText(parser, index.isEmpty()));
    }

    /** The model that a comment names; empty where it names none, or somebody else wrote it. */
    public static Optional<String> model(@Nullable String comment) {
        if (comment == null || !comment.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return text(JSON.readTree(comment.substring(PREFIX.length())), "model");
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
    }
}
