package io.github.jtidb.embedding.internal.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that AWS's own implementations make of the same requests: botocore, and the test suite that they all share. */
class SigV4Test {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final String JSON = "application/json";
    private static final String BEDROCK = "https://bedrock-runtime.us-east-1.amazonaws.com";

    @Test
    void headers_areThoseOfBotocore() {
        Map<String, String> headers = headers(
                signer(null, "us-east-1", "bedrock"),
                BEDROCK + "/model/amazon.titan-embed-text-v2%3A0/invoke",
                Map.of("Accept", JSON, "Content-Type", JSON),
                "{\"inputText\":\"hello\"}");

        assertThat(headers)
                .containsOnly(
                        Map.entry("X-Amz-Date", "20150830T123600Z"),
                        Map.entry(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/bedrock/aws4_request,"
                                        + " SignedHeaders=accept;content-type;host;x-amz-date, Signature="
                                        + "dca715dda952a8d688137164bb8887b90c98576a667d4a975d72b8d71ba14512"));
    }

    @Test
    void canonicalRequest_encodesThePathOnceMore() throws Exception {
        Map<String, String> headers = Map.of(
                "accept",
                JSON,
                "content-type",
                JSON,
                "host",
                "bedrock-runtime.us-east-1.amazonaws.com",
                "x-amz-date",
                "20150830T123600Z");

        String request = SigV4.canonicalRequest(
                "POST",
                URI.create(BEDROCK + "/model/amazon.titan-embed-text-v2%3A0/invoke"),
                new TreeMap<>(headers),
                "{\"inputText\":\"hello\"}".getBytes(UTF_8));

        assertThat(request)
                .startsWith("POST\n/model/amazon.titan-embed-text-v2%253A0/invoke\n\naccept:application/json\n")
                .endsWith("\n\naccept;content-type;host;x-amz-date\n"
                        + "f0bfe64650594de57d7069c7308b526dccb71b73901f1ee0fda8bb8dff7481c6");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8))))
                .isEqualTo("3bf720304757129c5e16105ee995e5228bd9b50975cfb49a3104dbf07108a0b8");
    }

    @Test
    void headers_withASessionToken_sendAndSignIt() {
        String address = BEDROCK + "/model/us.meta.llama3-2-3b-instruct-v1%3A0/converse";
        SigV4 signer = signer("SESSIONTOKENEXAMPLE", "us-east-1", "bedrock");
        Map<String, String> json = Map.of("Content-Type", JSON);

        Map<String, String> compact =
                headers(signer, address, json, "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}");
        Map<String, String> spaced = headers(
                signer, address, json, "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}]}");

        assertThat(compact).containsEntry("X-Amz-Security-Token", "SESSIONTOKENEXAMPLE");
        assertThat(compact.get("Authorization"))
                .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,")
                .endsWith("=87c2fe587caa64ee54a5b03c942451bd5f4aa88b37bd4ee02e73282edddd369a");
        assertThat(spaced.get("Authorization"))
                .endsWith("=22e47ad87553851b8de27456b48ba0d1345792cdee8d808089d0cd5546e668cd");
    }

    @Test
    void headers_ofAnArnAPortAndAHeaderWithSpaces_areThoseOfBotocore() {
        String arn = "arn:aws:bedrock:eu-west-3:123456789012:application-inference-profile/abc";

        Map<String, String> headers = headers(
                signer(null, "eu-west-3", "bedrock"),
                "http://127.0.0.1:8443/base/model/" + PercentEncoding.encode(arn) + "/invoke",
                Map.of("accept", JSON, "content-type", JSON, "X-Amzn-Bedrock-Trace", " ENABLED   now "),
                "{\"inputText\":\"Grüße\"}");

        assertThat(headers.get("Authorization"))
                .endsWith("eu-west-3/bedrock/aws4_request,"
                        + " SignedHeaders=accept;content-type;host;x-amz-date;x-amzn-bedrock-trace,"
                        + " Signature=75b7ac1a2fe36ba24ee993723064f82850075a25cd24b4316e18538a2af35c2e");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "GET, /ሴ, 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        "GET, /?ሴ=bar, 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"
    })
    void signature_isThatOfTheSharedSuite(String method, String path, String signature) {
        Map<String, String> headers = signer(null, "us-east-1", "service")
                .headers(method, URI.create("https://example.amazonaws.com" + path), Map.of(), new byte[0], NOW);

        assertThat(headers.get("Authorization")).endsWith("SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @Test
    void signature_withASessionToken_isThatOfTheSharedSuite() {
        SigV4 signer =
                signer("6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267", "us-east-1", "service");

        Map<String, String> headers =
                signer.headers("GET", URI.create("https://example.amazonaws.com/"), Map.of(), new byte[0], NOW);

        assertThat(headers.get("Authorization"))
                .endsWith("=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
    }

    @ParameterizedTest
    @CsvSource({
        "'', /",
        "/, /",
        "//, /",
        "/./, /",
        "/example/.., /",
        "/example1/example2/../.., /",
        "//example//, /example/",
        "/./example, /example",
        "/example space/, /example%20space/",
        "/model/a%2Fb, /model/a%252Fb"
    })
    void canonicalPath_hasNoDotsAndDoubleSlashes(String path, String canonical) {
        assertThat(SigV4.canonicalPath(path)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "Param1, Param1=",
        "Param2=value2&Param1=value1, Param1=value1&Param2=value2",
        "Param1=value2&Param1=value1, Param1=value1&Param1=value2",
        "Param-3=3&Param=2&%E1%88%B4=1, %E1%88%B4=1&Param=2&Param-3=3",
        "a=b/c&&d==, a=b%2Fc&d=%3D"
    })
    void canonicalQuery_isSortedByNameAndValue(String query, String canonical) {
        assertThat(SigV4.canonicalQuery(query)).isEqualTo(canonical);
    }

    @Test
    void headers_ofAUsualPort_leaveItOut() {
        SigV4 signer = signer(null, "us-east-1", "bedrock");

        assertThat(headers(signer, BEDROCK + ":443/model", Map.of(), ""))
                .isEqualTo(headers(signer, BEDROCK + "/model", Map.of(), ""));
        assertThat(headers(signer, BEDROCK + ":444/model", Map.of(), ""))
                .isNotEqualTo(headers(signer, BEDROCK + "/model", Map.of(), ""));
    }

    @Test
    void textForms_holdNoKey() {
        AwsCredentials credentials = new AwsCredentials("AKIDEXAMPLE", SECRET, "SESSIONTOKENEXAMPLE");

        assertThat(credentials + " " + new SigV4(credentials, "us-east-1", "bedrock") + " " + new BearerToken(SECRET))
                .isEqualTo("AwsCredentials[keys of a session] SigV4[us-east-1/bedrock] BearerToken");
    }

    private static SigV4 signer(@Nullable String sessionToken, String region, String service) {
        return new SigV4(new AwsCredentials("AKIDEXAMPLE", SECRET, sessionToken), region, service);
    }

    private static Map<String, String> headers(SigV4 signer, String address, Map<String, String> headers, String body) {
        return signer.headers("POST", URI.create(address), headers, body.getBytes(UTF_8), NOW);
    }
}
