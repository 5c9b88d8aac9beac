package io.github.jtidb.embedding.internal.openai;

import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.Connection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Azure has a deployment, whose name stands for the model's: behind {@code /openai/v1}, or, with an {@code api-version},
 * behind {@code /openai/deployments}. Stateless.
 */
final class AzureAddress {

    private static final String V1 = "/openai/v1";

    private AzureAddress() {}

    /** By the option, or else by the host. */
    static boolean isAzure(ModelOptions options) {
        Object option = options.options().get("azure");
        if (option instanceof Boolean azure) {
            return azure;
        }
        String host = options.baseUrl().map(URI::getHost).orElse("").toLowerCase(Locale.ROOT);
        return option == null
                && List.of(".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com").stream()
                        .anyMatch(host::endsWith);
    }

    static URI embeddings(Connection connection, String deployment, Environment environment) {
        Optional<String> version =
                connection.option("apiVersion").or(() -> environment.first(List.of("AZURE_OPENAI_API_VERSION")));
        if (isV1(connection) || version.isEmpty()) {
            return connection.at((isV1(connection) ? "" : V1) + "/embeddings");
        }
        return connection.at(
                "/openai/deployments/" + encode(deployment) + "/embeddings?api-version=" + encode(version.get()));
    }

    static URI models(Connection connection) {
        return connection.at((isV1(connection) ? "" : V1) + "/models");
    }

    private static boolean isV1(Connection connection) {
        String host = connection.base().getHost();
        if (host.equals("azure.invalid")) {
            throw connection.invalid("Azure has an address for each customer: give it by baseUrl, such as"
                    + " https://NAME.openai.azure.com, or set AZURE_OPENAI_ENDPOINT");
        }
        return connection.base().getPath().replaceAll("/$", "").endsWith(V1);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
