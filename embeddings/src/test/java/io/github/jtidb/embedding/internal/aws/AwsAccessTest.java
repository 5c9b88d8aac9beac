package io.github.jtidb.embedding.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys, region and address come from, and in which order. */
class AwsAccessTest {

    private static final URI HTTPS = URI.create("https://bedrock-runtime.us-east-1.amazonaws.com");
    private static final String RUNTIME = "bedrock-runtime";
    private static final String MODEL = "bedrock/amazon.titan-embed-text-v2:0";

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path home;

    @BeforeEach
    void setUp() {
        variables.put("HOME", home.toString());
    }

    @Test
    void auth_withoutAnything_saysWhatToSet() {
        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, null))
                .hasMessageContainingAll(
                        MODEL,
                        "AWS_BEARER_TOKEN_BEDROCK",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        home.resolve(".aws").resolve("credentials").toString(),
                        "aws configure export-credentials");
    }

    @Test
    void auth_prefersTheProgramToTheEnvironmentAndThatToTheProfile() throws IOException {
        write(
                "credentials",
                "[default]",
                "aws_access_key_id = AKIDFILE",
                "aws_secret_access_key = s",
                "region = eu-west-1");
        assertThat(authorization(Map.of())).contains("Credential=AKIDFILE/", "/eu-west-1/bedrock/");

        variables.put("AWS_ACCESS_KEY_ID", "AKIDENV");
        variables.put("AWS_SECRET_ACCESS_KEY", "s");
        variables.put("AWS_DEFAULT_REGION", "eu-west-2");
        assertThat(authorization(Map.of())).contains("Credential=AKIDENV/", "/eu-west-2/bedrock/");

        variables.put("AWS_BEARER_TOKEN_BEDROCK", "token-of-the-environment");
        variables.put("AWS_REGION", "eu-west-3");
        assertThat(authorization(Map.of())).isEqualTo("Bearer token-of-the-environment");

        assertThat(authorization(Map.of("profile", "default"))).contains("Credential=AKIDFILE/", "/eu-west-3/bedrock/");
        assertThat(authorization(Map.of("accessKeyId", "AKIDCODE", "secretAccessKey", "s", "region", "ap-south-1")))
                .contains("Credential=AKIDCODE/", "/ap-south-1/bedrock/");
        assertThat(authorization(Map.of("apiKey", "token-of-the-program"))).isEqualTo("Bearer token-of-the-program");
    }

    @Test
    void auth_withASessionToken_sendsIt() throws IOException {
        variables.put("AWS_REGION", "us-east-1");
        write("credentials", "[default]", "aws_access_key_id=A", "aws_secret_access_key=s", "aws_session_token=t/+=");
        assertThat(headers(Map.of())).containsEntry("X-Amz-Security-Token", "t/+=");

        variables.put("AWS_ACCESS_KEY_ID", "A");
        variables.put("AWS_SECRET_ACCESS_KEY", "s");
        assertThat(headers(Map.of())).doesNotContainKey("X-Amz-Security-Token");
        variables.put("AWS_SESSION_TOKEN", "u");
        assertThat(headers(Map.of())).containsEntry("X-Amz-Security-Token", "u");
    }

    @Test
    void auth_readsProfilesAsAwsToolsDo() throws IOException {
        write(
                "credentials",
                "\uFEFF# written by hand",
                "[default]",
                "aws_access_key_id = AKIDDEFAULT",
                "aws_secret_access_key = s",
                "[work]",
                "; a comment",
                "AWS_ACCESS_KEY_ID=AKIDWORK  # mine",
                "aws_secret_access_key=s#s",
                "aws_session_token=");
        write(
                "config",
                "[work]",
                "region = no-profile-1",
                "[profile work]",
                "region = eu-central-1\r",
                "aws_access_key_id = AKIDHIDDEN",
                "s3 =",
                "  region = not-this-1",
                "no setting",
                "[profile 'two words']",
                "aws_access_key_id = AKIDTWO",
                "aws_secret_access_key = s",
                "region = eu-north-1",
                "[sso-session work]",
                "region = nor-this-1");

        variables.put("AWS_PROFILE", "work");
        assertThat(authorization(Map.of())).contains("Credential=AKIDWORK/", "/eu-central-1/bedrock/");
        variables.put("AWS_PROFILE", "two words");
        assertThat(authorization(Map.of())).contains("Credential=AKIDTWO/", "/eu-north-1/bedrock/");
        assertThat(authorization(Map.of("profile", "work"))).contains("Credential=AKIDWORK/");
    }

    @Test
    void auth_readsFilesThatTheEnvironmentNames() throws IOException {
        Files.writeString(home.resolve("keys"), "[default]\naws_access_key_id=AKIDKEYS\naws_secret_access_key=s\n");
        Files.writeString(home.resolve("settings"), "[default]\nregion=sa-east-1\n");
        variables.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve("keys").toString());
        variables.put("AWS_CONFIG_FILE", "~/settings");

        assertThat(authorization(Map.of())).contains("Credential=AKIDKEYS/", "/sa-east-1/bedrock/");
    }

    @Test
    void auth_ofAProfileThatIsNotThere_namesItAndTheFiles() {
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_PROFILE", "wrok");

        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, HTTPS))
                .hasMessageContainingAll("\"wrok\"", home.toString(), "AWS_PROFILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role_arn", "sso_session", "sso_start_url", "web_identity_token_file"})
    void auth_ofAProfileThatIsNoOwnKeys_isRefusedEvenBesideKeys(String source) throws IOException {
        variables.put("AWS_REGION", "us-east-1");
        write("credentials", "[default]", "aws_access_key_id=A", "aws_secret_access_key=s");
        write("config", "[default]", source + " = something");

        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, HTTPS))
                .hasMessageContainingAll(
                        source, "\"default\"", "not supported", "export-credentials --profile default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential_process", "login_session"})
    void auth_ofAProfileThatFetchesKeys_isRefusedUnlessItHasSome(String source) throws IOException {
        variables.put("AWS_REGION", "us-east-1");
        write("config", "[default]", source + " = something");
        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, HTTPS))
                .hasMessageContainingAll(source, "not supported");

        write("credentials", "[default]", "aws_access_key_id=A", "aws_secret_access_key=s");
        assertThat(authorization(Map.of())).contains("Credential=A/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI"
            })
    void auth_ofFetchedKeys_isRefusedByName(String variable) {
        variables.put("AWS_REGION", "us-east-1");
        variables.put(variable, "somewhere");

        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, HTTPS))
                .hasMessageContainingAll(variable, "not supported");
    }

    @ParameterizedTest
    @CsvSource({"AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY, AWS_ACCESS_KEY_ID"})
    void auth_withHalfOfTheKeys_namesTheOther(String there, String missing) {
        variables.put("AWS_REGION", "us-east-1");
        variables.put(there, "do-not-print");
        variables.put(missing, " ");

        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, HTTPS))
                .hasMessageContaining(missing + " is missing")
                .hasMessageNotContaining("do-not-print");
    }

    @ParameterizedTest
    @ValueSource(strings = {"do-not\n-print", "do not-print", "do-not-print\u00e4"})
    void auth_withAKeyThatNoHeaderTakes_saysSoWithoutIt(String key) {
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_BEARER_TOKEN_BEDROCK", key);
        assertUnauthorized(() -> access(Map.of()).target(RUNTIME, HTTPS))
                .hasMessageContaining("AWS_BEARER_TOKEN_BEDROCK")
                .hasMessageNotContaining("-print");
        assertUnauthorized(() -> access(Map.of("accessKeyId", "A", "secretAccessKey", "s", "sessionToken", key))
                        .target(RUNTIME, HTTPS))
                .hasMessageContaining("sessionToken")
                .hasMessageNotContaining("-print");
    }

    @ParameterizedTest
    @CsvSource({
        "http://bedrock.example.com, false",
        "http://127.0.0.1.example.com, false",
        "http://localhost.example.com:80, false",
        "http://127.0.0.1:8080, true",
        "http://localhost, true",
        "http://[::1]:8080, true",
        "https://bedrock.example.com, true"
    })
    void auth_sendsNoTokenInTheClear_butToThisMachine(URI endpoint, boolean sent) {
        variables.put("AWS_BEARER_TOKEN_BEDROCK", "do-not-print");

        if (sent) {
            assertThat(access(Map.of()).target(RUNTIME, endpoint).auth()).isInstanceOf(BearerToken.class);
        } else {
            assertUnauthorized(() -> access(Map.of()).target(RUNTIME, endpoint))
                    .hasMessageContaining("in the clear")
                    .hasMessageNotContaining("-print");
        }
    }

    @Test
    void auth_ofSeveralWays_isRefused() {
        Map<String, String> keys = Map.of("accessKeyId", "A", "secretAccessKey", "s", "region", "us-east-1");
        Map<String, String> conflicting = new HashMap<>(keys);
        conflicting.put("profile", "default");

        assertThat(access(keys).target(RUNTIME, HTTPS).auth()).isInstanceOf(SigV4.class);
        assertInvalid(() -> access(conflicting).target(RUNTIME, HTTPS))
                .hasMessageContaining("got accessKeyId and profile");
        assertInvalid(() -> access(Map.of("apiKey", "k", "profile", "p")).target(RUNTIME, HTTPS))
                .hasMessageContaining("got apiKey and profile");
    }

    @Test
    void options_thatAreUnknownOrBlank_areRefused() {
        assertInvalid(() -> access(Map.of("regoin", "us-east-1"))).hasMessageContaining("regoin");
        assertInvalid(() -> access(Map.of("region", " "))).hasMessageContaining("region is blank");
    }

    @Test
    void region_whereNoneIsNamed_saysWhatToSet() {
        assertInvalid(() -> access(Map.of("accessKeyId", "A", "secretAccessKey", "s"))
                        .target(RUNTIME, HTTPS))
                .hasMessageContainingAll("AWS_REGION", "us-east-1");
        assertInvalid(() -> access(Map.of()).endpoint(RUNTIME, null))
                .hasMessageContainingAll("AWS_REGION", "us-east-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1.example.com", "us-east-1/", "US-EAST-1", "us-east-1 x", "useast1", "a@b-c"})
    void region_thatCouldChangeTheHost_isRefused(String region) {
        variables.put("AWS_REGION", region);

        assertInvalid(() -> access(Map.of()).endpoint(RUNTIME, null)).hasMessageContaining("no AWS region");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, amazonaws.com",
        "us-gov-west-1, amazonaws.com",
        "cn-north-1, amazonaws.com.cn",
        "eusc-de-east-1, amazonaws.eu"
    })
    void endpoint_isThatOfTheRegion(String region, String domain) {
        assertThat(access(Map.of("region", region)).endpoint(RUNTIME, null))
                .hasToString("https://bedrock-runtime." + region + "." + domain);
    }

    @Test
    void endpoint_prefersTheProgramToTheEnvironment() {
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ENDPOINT_URL", "http://localhost:1");
        assertThat(access(Map.of()).endpoint(RUNTIME, null)).hasToString("http://localhost:1");
        variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://localhost:2/base/");
        assertThat(access(Map.of()).endpoint(RUNTIME, null)).hasToString("http://localhost:2/base");
        assertThat(access(Map.of()).endpoint(RUNTIME, URI.create("https://vpce-1.example.com//")))
                .hasToString("https://vpce-1.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://localhost",
                "localhost:80",
                "https://user:do-not-print@host",
                "https://h/?q",
                "https://h b"
            })
    void endpoint_thatIsNone_isRefused(String url) {
        variables.put("AWS_ENDPOINT_URL", url);

        assertInvalid(() -> access(Map.of()).endpoint(RUNTIME, null))
                .hasMessageContaining("AWS_ENDPOINT_URL")
                .hasMessageNotContaining("-print");
    }

    private AwsAccess access(Map<String, String> options) {
        return new AwsAccess(MODEL, options, variables::get);
    }

    private Map<String, String> headers(Map<String, String> options) {
        return access(options)
                .target(RUNTIME, HTTPS)
                .auth()
                .headers("POST", HTTPS, Map.of(), new byte[0], Instant.EPOCH);
    }

    private String authorization(Map<String, String> options) {
        return headers(options).getOrDefault("Authorization", "");
    }

    private void write(String file, String... lines) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.write(home.resolve(".aws").resolve(file), List.of(lines));
    }

    private static AbstractThrowableAssert<?, ?> assertUnauthorized(ThrowingCallable call) {
        return assertReason(Reason.UNAUTHORIZED, call);
    }

    private static AbstractThrowableAssert<?, ?> assertInvalid(ThrowingCallable call) {
        return assertReason(Reason.INVALID_REQUEST, call);
    }

    private static AbstractThrowableAssert<?, ?> assertReason(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(EmbeddingException.class))
                .extracting(EmbeddingException::reason)
                .isEqualTo(reason);
        return assertThatThrownBy(call).isInstanceOf(EmbeddingException.class);
    }
}
