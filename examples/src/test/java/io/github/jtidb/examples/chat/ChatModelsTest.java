package io.github.jtidb.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.examples.Loopback;
import io.github.jtidb.examples.Loopback.Asked;
import io.github.jtidb.examples.Loopback.Reply;
import io.github.jtidb.examples.LoopbackBedrock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatModelsTest {

    private static final String KEY = "do-not-print-key";
    private static final String OPENAI_ANSWER =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Forty-two.\\n\"},"
                    + "\"finish_reason\":\"stop\"}]}";

    /** Each client with the service at an address. */
    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("openai", (Function<String, ChatModel>) url ->
                        OpenAiChat.openAi("gpt", Map.of("OPENAI_BASE_URL", url + "/v1/", "OPENAI_API_KEY", KEY))),
                Arguments.of("nim", (Function<String, ChatModel>)
                        url -> OpenAiChat.nvidiaNim("nim", Map.of("NVIDIA_BASE_URL", url, "NVIDIA_API_KEY", KEY))),
                Arguments.of("ollama", (Function<String, ChatModel>)
                        url -> new OllamaChat("llama3.2", Map.of("OLLAMA_HOST", url))),
                Arguments.of("bedrock", (Function<String, ChatModel>) url -> new BedrockChat(
                        "llama",
                        Map.of(
                                "AWS_BEARER_TOKEN_BEDROCK",
                                KEY,
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                                url))));
    }

    @Test
    void openAi_asksAndReads() {
        try (Loopback service = new Loopback(asked -> Reply.of(OPENAI_ANSWER))) {
            ChatModel model = OpenAiChat.openAi(
                    "gpt-4o-mini", Map.of("OPENAI_BASE_URL", service.url() + "/v1", "OPENAI_API_KEY", KEY));

            assertThat(model.answer("Be brief.", "How many?")).isEqualTo("Forty-two.");

            Asked asked = only(service);
            assertThat(asked.uri()).hasToString("/v1/chat/completions");
            assertThat(asked.headers()).containsEntry("Authorization", "Bearer " + KEY);
            assertThat(asked.json().path("model").asText()).isEqualTo("gpt-4o-mini");
            assertThat(asked.json().path("messages").toString())
                    .contains("\"system\"", "\"Be brief.\"", "\"user\"", "\"How many?\"");
            assertThat(asked.json().at("/messages/1/content").asText()).isEqualTo("How many?");
        }
    }

    @Test
    void openAi_aServerOfOnesOwn_needsNoKey() {
        try (Loopback service = new Loopback(asked -> Reply.of(OPENAI_ANSWER))) {
            OpenAiChat.nvidiaNim("llama", Map.of("NVIDIA_BASE_URL", service.url()))
                    .answer("s", "u");

            assertThat(only(service).headers()).doesNotContainKey("Authorization");
        }
    }

    @Test
    void openAi_withoutKeyAndAddress_namesTheVariables() {
        assertThatThrownBy(() -> OpenAiChat.openAi("gpt", Map.of("OPENAI_API_KEY", " ")))
                .isInstanceOf(ChatException.class)
                .hasMessageContainingAll("OPENAI_API_KEY", "OPENAI_BASE_URL");
        assertThatThrownBy(() -> OpenAiChat.nvidiaNim("nim", Map.of()))
                .isInstanceOf(ChatException.class)
                .hasMessageContainingAll("NVIDIA_API_KEY", "NVIDIA_BASE_URL");
    }

    @Test
    void ollama_asksForTheWholeAnswer() {
        try (Loopback service = new Loopback(
                asked -> Reply.of(
                        json(
                                "{'model':'llama3.2','message':{'role':'assistant','content':'Yes.'},'done':true,'done_reason':'stop'}")))) {
            String host = service.url().replace("http://", "");

            assertThat(new OllamaChat("llama3.2", Map.of("OLLAMA_HOST", host)).answer("s", "u"))
                    .isEqualTo("Yes.");

            Asked asked = only(service);
            assertThat(asked.uri()).hasToString("/api/chat");
            assertThat(asked.json().path("stream").isBoolean()).isTrue();
            assertThat(asked.json().path("stream").asBoolean()).isFalse();
        }
    }

    @Test
    void bedrock_signsWhatItAsks() {
        try (Loopback service = new Loopback(LoopbackBedrock::answer)) {
            ChatModel model =
                    new BedrockChat("us.meta.llama3-2-3b-instruct-v1:0", LoopbackBedrock.environment(service));

            assertThat(model.answer("Be brief.", "Grüße?")).isEqualTo("An answer to: Grüße?");

            Asked asked = only(service);
            assertThat(asked.uri()).hasToString("/model/us.meta.llama3-2-3b-instruct-v1%3A0/converse");
            assertThat(asked.json().at("/system/0/text").asText()).isEqualTo("Be brief.");
        }
    }

    @Test
    void bedrock_withAWrongSecret_saysCheckTheKey() {
        try (Loopback service = new Loopback(LoopbackBedrock::answer)) {
            Map<String, String> environment = new HashMap<>(LoopbackBedrock.environment(service));
            environment.put("AWS_SECRET_ACCESS_KEY", "do-not-print-either");

            assertThatThrownBy(() -> new BedrockChat("m", environment).answer("s", "u"))
                    .isInstanceOf(ChatException.class)
                    .hasMessageContainingAll("403", "signature", "Check the key")
                    .hasMessageNotContaining("do-not-print");
        }
    }

    @Test
    void bedrock_withoutKeys_namesTheVariables() {
        assertThatThrownBy(() -> new BedrockChat("m", Map.of("AWS_REGION", "us-east-1", "HOME", "/nowhere")))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContainingAll("AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void answer_whichIsAnError_saysWhatTheServiceSaysButNoKey(String name, Function<String, ChatModel> model) {
        String complaint = "Wrong key " + KEY + ". " + "x".repeat(1000);
        for (String body : new String[] {
            "{'error':{'message':'" + complaint + "'}}",
            "{'error':'" + complaint + "'}",
            "{'message':'" + complaint + "'}"
        }) {
            try (Loopback service = new Loopback(asked -> new Reply(401, json(body)))) {
                assertThatThrownBy(() -> model.apply(service.url()).answer("secret question", "another"))
                        .isInstanceOf(ChatException.class)
                        .hasMessageContainingAll("401", "Wrong key ", "Check the key", service.url())
                        .hasMessageNotContainingAny("secret question", "x".repeat(500))
                        // Without a key nothing is there to hide.
                        .satisfies(e -> assertThat(name.equals("ollama")
                                        || !String.valueOf(e.getMessage()).contains(KEY))
                                .isTrue());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void answer_thatIsNone_isAnError(String name, Function<String, ChatModel> model) {
        for (String body : new String[] {"", "<html>", "{}", "[]", "{'choices':[]}"}) {
            try (Loopback service = new Loopback(asked -> Reply.of(json(body)))) {
                assertThatThrownBy(() -> model.apply(service.url()).answer("s", "u"))
                        .isInstanceOf(ChatException.class)
                        .hasMessageContaining("without a text");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void answer_whereNobodyListens_saysWhere(String name, Function<String, ChatModel> model) {
        String url;
        try (Loopback service = new Loopback(asked -> Reply.of(""))) {
            url = service.url();
        }
        assertThatThrownBy(() -> model.apply(url).answer("s", "u"))
                .isInstanceOf(ChatException.class)
                .hasMessageContainingAll(url, "cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter"})
    void openAi_aBlankAnswer_saysWhyItStopped(String reason) {
        String body = json("{'choices':[{'message':{'content':' '},'finish_reason':'" + reason + "'}]}");
        try (Loopback service = new Loopback(asked -> Reply.of(body))) {
            assertThatThrownBy(() -> OpenAiChat.openAi("gpt", Map.of("OPENAI_BASE_URL", service.url()))
                            .answer("s", "u"))
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining(reason);
        }
    }

    private static Asked only(Loopback service) {
        assertThat(service.asked()).hasSize(1);
        return service.asked().get(0);
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
