package io.github.jtidb.examples.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.internal.aws.AwsAccess;
import io.github.jtidb.embedding.internal.aws.AwsAuth;
import io.github.jtidb.embedding.internal.aws.PercentEncoding;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model on Amazon Bedrock, by its interface Converse, which is the same for all of them. Immutable. */
public final class BedrockChat implements ChatModel {

    private final String model;
    private final URI converse;
    private final AwsAuth auth;

    /**
     * A model.
     *
     * @param model such as {@code us.meta.llama3-2-3b-instruct-v1:0}, where the first part says in which regions it may run
     * @param environment where {@code AWS_REGION}, and {@code AWS_BEARER_TOKEN_BEDROCK} or {@code AWS_ACCESS_KEY_ID} and
     *     {@code AWS_SECRET_ACCESS_KEY} are, if not in {@code ~/.aws}
     * @throws io.github.jtidb.embedding.EmbeddingException if there are no keys or no region
     */
    public BedrockChat(String model, Map<String, String> environment) {
        AwsAccess.Target target = AwsAccess.fromEnvironment(model, environment).target("bedrock-runtime", null);
        this.model = model;
        this.converse = URI.create(target.endpoint() + "/model/" + PercentEncoding.encode(model) + "/converse");
        this.auth = target.auth();
    }

    @Override
    public String answer(String system, String user) {
        byte[] body = JsonPost.bytes(Map.of(
                "system",
                List.of(Map.of("text", system)),
                "messages",
                List.of(Map.of("role", "user", "content", List.of(Map.of("text", user)))),
                "inferenceConfig",
                Map.of("maxTokens", 512, "temperature", 0)));
        Map<String, String> headers =
                new HashMap<>(Map.of("Content-Type", "application/json", "Accept", "application/json"));
        headers.putAll(auth.headers("POST", converse, Map.copyOf(headers), body, Instant.now()));
        JsonNode answer = JsonPost.send(model, converse, headers, body);
        return JsonPost.text(
                model,
                answer.at("/output/message/content/0/text"),
                answer.path("stopReason").asText());
    }
}
