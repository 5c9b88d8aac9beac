package io.github.jtidb.embedding.internal.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.http.Json;

/** The fields that both of Ollama's interfaces take. Stateless. */
final class OllamaFields {

    private OllamaFields() {}

    /** Whether the older interface is asked. */
    static boolean isLegacy(ModelOptions options) {
        Object legacy = options.options().getOrDefault("legacy", false);
        if (legacy instanceof Boolean is) {
            return is;
        }
        throw Refusal.of(options, "legacy: expected true or false");
    }

    static ObjectNode of(ModelOptions options) {
        ObjectNode fields = Json.object();
        Object keepAlive = options.options().get("keepAlive");
        if (keepAlive != null) {
            if (!(keepAlive instanceof String || keepAlive instanceof Number)) {
                throw Refusal.of(options, "keepAlive: expected a text such as \"5m\", or a number of seconds");
            }
            fields.set("keep_alive", Json.of(keepAlive));
        }
        Object numCtx = options.options().get("numCtx");
        if (numCtx != null) {
            if (!(numCtx instanceof Integer tokens) || tokens < 1) {
                throw Refusal.of(options, "numCtx: expected a number of tokens, 1 or more");
            }
            fields.putObject("options").put("num_ctx", tokens);
        }
        return fields;
    }
}
