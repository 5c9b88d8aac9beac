package io.github.jtidb.embedding.internal.bedrock;

import io.github.jtidb.embedding.internal.aws.AwsCredentials;
import io.github.jtidb.embedding.internal.aws.SigV4;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Bedrock refuses, as its documents and its users tell. Has no state. */
final class FakeBedrock {

    static final AwsCredentials KEYS = new AwsCredentials("AKIDEXAMPLE00", "s3cret-0f-th3-t3st", null);
    static final AwsCredentials SESSION =
            new AwsCredentials("ASIAEXAMPLE00", "s3cret-0f-a-s3ssi0n", "t0ken/of+a=session");
    static final String REGION = "eu-west-3";

    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private FakeBedrock() {}

    /** An error with its name, as the service sends it. */
    static Reply error(int status, String name, String message) {
        return Reply.json(status, "{\"message\":\"" + message + "\"}")
                .header("x-amzn-ErrorType", name + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
    }

    /** Refuses who cannot prove to be the owner of the token or of {@link #KEYS} or {@link #SESSION}. */
    static @Nullable Reply refuseStrangers(Asked asked, String token) {
        String authorization = asked.header("Authorization");
        if (authorization.startsWith("Bearer ")) {
            return authorization.equals("Bearer " + token)
                    ? null
                    : error(
                            403,
                            "AccessDeniedException",
                            "Authentication failed: Please make sure your API Key is valid.");
        }
        for (AwsCredentials credentials : List.of(KEYS, SESSION)) {
            if (authorization.contains("Credential=" + credentials.accessKeyId() + "/")) {
                return authorization.equals(signature(asked, credentials))
                        ? null
                        // The real service quotes what ought to have been signed, tokens and all.
                        : error(
                                403,
                                "InvalidSignatureException",
                                "The request signature we calculated does not match the signature you provided."
                                        + " Credential=" + credentials.accessKeyId() + " x-amz-security-token:"
                                        + asked.header("X-Amz-Security-Token"));
            }
        }
        return error(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    /** Refuses fields that the model does not know, as Bedrock does before the model sees them. */
    static @Nullable Reply refuseUnknownFields(Asked asked, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        asked.json().fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(name);
            }
        });
        return unknown.isEmpty() ? null : malformed("#: extraneous key " + unknown + " is not permitted");
    }

    static Reply malformed(String what) {
        return error(
                400,
                "ValidationException",
                "Malformed input request: " + what + ", please reformat your input and try again.");
    }

    /** The Authorization header that the request ought to have: of what came, signed anew. */
    private static String signature(Asked asked, AwsCredentials credentials) {
        String list = asked.header("Authorization").replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        Map<String, String> signed = new HashMap<>();
        for (String name : list.split(";")) {
            if (!Set.of("host", "x-amz-date", "x-amz-security-token").contains(name)) {
                signed.put(name, asked.header(name));
            }
        }
        String date = asked.header("X-Amz-Date");
        Instant time;
        try {
            time = Instant.parse(date.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
        } catch (DateTimeException e) {
            return "no date";
        }
        if (Duration.between(time, Instant.now()).abs().compareTo(MOST_SKEW) > 0) {
            return "too late";
        }
        return new SigV4(credentials, REGION, "bedrock")
                .headers(
                        asked.method(),
                        URI.create("http://" + asked.header("Host") + asked.uri()),
                        signed,
                        asked.body(),
                        time)
                .getOrDefault("Authorization", "");
    }
}
