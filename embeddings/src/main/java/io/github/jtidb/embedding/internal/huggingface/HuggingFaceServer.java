package io.github.jtidb.embedding.internal.huggingface;

import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.Service;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a model of Hugging Face is served. Immutable. */
enum HuggingFaceServer implements Service {
    /** Hugging Face's router to its own machines, where the model's name is part of the address. */
    INFERENCE("https://router.huggingface.co/hf-inference") {
        @Override
        URI embeddings(Connection connection, String model) {
            if (!model.matches("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)?")) {
                throw connection.invalid("expected the name of a model as the hub has it, such as BAAI/bge-m3");
            }
            return connection.at("/models/" + model + "/pipeline/feature-extraction");
        }

        @Override
        URI ranking(Connection connection) {
            throw connection.invalid(
                    "Hugging Face's router ranks no texts: give the address of a server of Text Embeddings Inference by "
                            + "baseUrl");
        }
    },

    /** A machine that Hugging Face runs for one customer, whose only address is that of its model. */
    ENDPOINT("https://endpoint.invalid") {
        @Override
        URI embeddings(Connection connection, String model) {
            return connection.base();
        }

        @Override
        URI ranking(Connection connection) {
            return connection.base();
        }
    },

    /** A server of Text Embeddings Inference. It wants a key only if it was started with one, which is none of Hugging Face's. */
    TEI("http://localhost:3000") {
        @Override
        public List<String> keyVariables() {
            return List.of();
        }

        @Override
        URI embeddings(Connection connection, String model) {
            return connection.at("/embed");
        }

        @Override
        URI ranking(Connection connection) {
            return connection.at("/rerank");
        }
    };

    private final String url;

    HuggingFaceServer(String url) {
        this.url = url;
    }

    /** By the option, or else by the host: an address that is not Hugging Face's is of a server of one's own. */
    static HuggingFaceServer of(ModelOptions options) {
        String host = options.baseUrl().map(URI::getHost).orElse("").toLowerCase(Locale.ROOT);
        String usual = host.isEmpty() || host.equals("router.huggingface.co")
                ? "inference"
                : host.endsWith(".huggingface.cloud") ? "endpoint" : "tei";
        HuggingFaceServer server =
                switch (options.options().getOrDefault("server", usual).toString()) {
                    case "inference" -> INFERENCE;
                    case "endpoint" -> ENDPOINT;
                    case "tei" -> TEI;
                    default -> throw Refusal.of(options, "server: expected \"inference\", \"endpoint\" or \"tei\"");
                };
        if (server == ENDPOINT && host.isEmpty()) {
            throw Refusal.of(options, "each endpoint has an address of its own: give it by baseUrl");
        }
        return server;
    }

    /** Where vectors are asked for. */
    abstract URI embeddings(Connection connection, String model);

    /** Where scores are asked for. */
    abstract URI ranking(Connection connection);

    @Override
    public String id() {
        return "huggingface";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public List<String> keyVariables() {
        return List.of("HF_TOKEN");
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of("server", "pooling", "queryPromptName", "documentPromptName", "extraBody");
    }
}
