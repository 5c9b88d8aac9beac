package io.github.jtidb.embedding.internal.nvidia;

import io.github.jtidb.embedding.internal.http.Connection;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where a model is. Paths of the interface begin at {@code /v1}, which is put behind a base URL without it. On NVIDIA's hosts
 * some models have addresses of their own; the option {@code endpoint} gives any other in full. Stateless.
 */
final class NvidiaAddress {

    private static final Set<String> OLD_RETRIEVAL = Set.of("NV-Embed-QA");

    private NvidiaAddress() {}

    static URI embeddings(NvidiaService service, Connection connection, String model) {
        boolean old = OLD_RETRIEVAL.contains(model) && service.isHosted(connection.base());
        return given(
                connection, old ? URI.create(service.retrievalUrl() + "/embeddings") : at(connection, "/embeddings"));
    }

    static URI ranking(NvidiaService service, Connection connection, String model) {
        // nvidia/llama-3.2-nv-rerankqa-1b-v2 is at …/nvidia/llama-3_2-nv-rerankqa-1b-v2/reranking.
        String name = model.substring(model.indexOf('/') + 1).replace('.', '_');
        return given(
                connection,
                service.isHosted(connection.base())
                        ? URI.create(service.retrievalUrl() + "/" + name + "/reranking")
                        : at(connection, "/ranking"));
    }

    static URI at(Connection connection, String path) {
        String base = connection.base().getPath().replaceAll("/+$", "");
        if (base.matches(".*/(embeddings|rankings?|reranking|completions|models)")) {
            throw connection.invalid(
                    "the base URL ends before the path of a request, as http://localhost:8000/v1 does");
        }
        return connection.at((base.endsWith("/v1") ? "" : "/v1") + path);
    }

    private static URI given(Connection connection, URI usual) {
        Optional<String> endpoint = connection.option("endpoint");
        if (endpoint.isEmpty()) {
            return usual;
        }
        try {
            URI url = URI.create(endpoint.get());
            if (Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw connection.invalid(
                "endpoint: expected the full address of a model, such as https://example.com/v1/embeddings");
    }
}
