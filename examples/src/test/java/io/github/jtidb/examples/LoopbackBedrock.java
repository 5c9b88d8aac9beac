package io.github.jtidb.examples;

import io.github.jtidb.embedding.internal.aws.AwsCredentials;
import io.github.jtidb.embedding.internal.aws.SigV4;
import io.github.jtidb.examples.Loopback.Asked;
import io.github.jtidb.examples.Loopback.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** As much of Amazon Bedrock as the examples ask: it checks signatures, embeds by letters, and chats. Has no state. */
public final class LoopbackBedrock {

    private static final AwsCredentials CREDENTIALS = new AwsCredentials("AKIDEXAMPLE", "do-not-print-secret", null);

    private LoopbackBedrock() {}

    /** The environment of a program that talks to it. */
    public static Map<String, String> environment(Loopback service) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                CREDENTIALS.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                CREDENTIALS.secretAccessKey(),
                "AWS_REGION",
                "eu-west-3",
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                service.url());
    }

    /** What Bedrock answers. */
    public static Reply answer(Asked asked) {
        if (!signature(asked).equals(asked.headers().get("Authorization"))) {
            return new Reply(
                    403,
                    "{\"message\":\"The request signature we calculated does not match the signature you provided.\"}");
        }
        String path = asked.uri().getRawPath();
        if (path.endsWith("/converse")) {
            String question = asked.json().at("/messages/0/content/0/text").asText();
            return Reply.of("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\" An answer to: "
                    + question + "\"}]}},\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1}}");
        }
        if (path.equals("/model/amazon.titan-embed-text-v2%3A0/invoke")) {
            return Reply.of("{\"embedding\":"
                    + embedding(
                            asked.json().path("inputText").asText(),
                            asked.json().path("dimensions").asInt(1024))
                    + ",\"inputTextTokenCount\":3}");
        }
        return new Reply(
                404, "{\"message\":\"Could not resolve the foundation model from the provided model identifier.\"}");
    }

    /** A unit vector of how often each letter occurs. */
    private static List<Double> embedding(String text, int dimensions) {
        double[] counts = new double[dimensions];
        text.toLowerCase(Locale.ROOT).chars().filter(Character::isLetter).forEach(c -> counts[c % 64]++);
        double length = Math.sqrt(IntStream.range(0, dimensions)
                .mapToDouble(i -> counts[i] * counts[i])
                .sum());
        return IntStream.range(0, dimensions).mapToObj(i -> counts[i] / length).toList();
    }

    /** The Authorization header that the request ought to have. */
    private static String signature(Asked asked) {
        String authorization = asked.headers().getOrDefault("Authorization", "");
        int names = authorization.indexOf("SignedHeaders=");
        if (names < 0) {
            return "";
        }
        Map<String, String> signed = new HashMap<>();
        String list = authorization.substring(names + "SignedHeaders=".length()).split(",")[0];
        for (String name : list.split(";")) {
            if (!name.equals("host") && !name.equals("x-amz-date")) {
                signed.put(name, asked.headers().getOrDefault(name, ""));
            }
        }
        String date = asked.headers().getOrDefault("X-Amz-Date", "");
        return new SigV4(CREDENTIALS, "eu-west-3", "bedrock")
                .headers(
                        asked.method(),
                        URI.create("http://" + asked.headers().get("Host") + asked.uri()),
                        signed,
                        asked.body(),
                        Instant.parse(date.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z")))
                .get("Authorization");
    }
}
