package io.github.jtidb.embedding.internal.aws;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how Bedrock is reached, and as whom. What the program says comes before what the environment says, and that before
 * the files in {@code ~/.aws}:
 *
 * <ul>
 *   <li>an API key, or else keys to sign with: the options; {@code AWS_BEARER_TOKEN_BEDROCK}; {@code AWS_ACCESS_KEY_ID},
 *       {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}; the profile;
 *   <li>the profile: the option; {@code AWS_PROFILE}; {@code default};
 *   <li>the region: the option; {@code AWS_REGION}; {@code AWS_DEFAULT_REGION}; the profile;
 *   <li>the address: that of the program; {@code AWS_ENDPOINT_URL_BEDROCK_RUNTIME} ({@code AWS_ENDPOINT_URL_BEDROCK} for
 *       listings); {@code AWS_ENDPOINT_URL}; the region's.
 * </ul>
 *
 * <p>Everything is read once, when it is asked for. Immutable.
 */
public final class AwsAccess {

    /** The options that are known, all of them texts. The first is an API key of Bedrock's. */
    public static final List<String> OPTIONS =
            List.of("apiKey", "accessKeyId", "secretAccessKey", "sessionToken", "profile", "region");

    private static final String BEARER_VARIABLE = "AWS_BEARER_TOKEN_BEDROCK";

    /** Where keys come from that are fetched; AWS's clients look there, too. */
    private static final List<String> FETCHED_KEYS =
            List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    private final String model;
    private final Map<String, String> options;
    private final Environment variables;

    /**
     * Reads nothing yet.
     *
     * @param model what is opened, to begin a message
     * @param options what the program says, by the names in {@link #OPTIONS}
     * @param variables the environment
     * @throws EmbeddingException if an option is unknown or blank
     */
    public AwsAccess(String model, Map<String, String> options, Environment variables) {
        this.model = model;
        this.options = Map.copyOf(options);
        this.variables = variables;
        options.forEach((name, value) -> {
            if (!OPTIONS.contains(name) || value.isBlank()) {
                throw invalid("the option " + name + " is " + (value.isBlank() ? "blank" : "unknown")
                        + ": expected some of " + OPTIONS);
            }
        });
    }

    /**
     * What the environment says alone.
     *
     * @param model what is opened, to begin a message
     * @param variables the environment
     */
    public static AwsAccess fromEnvironment(String model, Map<String, String> variables) {
        return new AwsAccess(model, Map.of(), variables::get);
    }

    /**
     * Where requests go, and how they prove who sends them.
     *
     * @param endpoint an address without a slash at its end
     * @param auth for this address
     */
    public record Target(URI endpoint, AwsAuth auth) {}

    /**
     * Finds the keys, then the address.
     *
     * @param service the service as its hosts are named: {@code bedrock-runtime} is where models are asked
     * @param baseUrl another address that the program names, such as that of a VPC endpoint, or null
     * @throws EmbeddingException if keys are missing, come from where they are not taken from here, or would be sent in the
     *     clear; if the address is malformed; or if a region is needed and none is named
     */
    public Target target(String service, @Nullable URI baseUrl) {
        // Who has set up nothing at all is told of the keys, not of the region.
        Function<URI, AwsAuth> keys = keys();
        URI endpoint = endpoint(service, baseUrl);
        return new Target(endpoint, keys.apply(endpoint));
    }

    private String region() {
        String region = option("region")
                .or(() -> variables.first(List.of("AWS_REGION", "AWS_DEFAULT_REGION")))
                .or(() -> profile().setting("region"))
                .orElseThrow(() ->
                        invalid("no AWS region is named. Set AWS_REGION, or the option region, such as us-east-1"));
        // It becomes a part of the host's name.
        if (!region.matches("[a-z]+(-[a-z0-9]+)+")) {
            throw invalid("\"" + region + "\" is no AWS region: expected one such as us-east-1");
        }
        return region;
    }

    /** The address of a service, without a slash at its end. */
    URI endpoint(String service, @Nullable URI baseUrl) {
        if (baseUrl != null) {
            return checked("baseUrl", baseUrl.toString());
        }
        String own = "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT).replace('-', '_');
        for (String name : List.of(own, "AWS_ENDPOINT_URL")) {
            Optional<String> url = variable(name);
            if (url.isPresent()) {
                return checked(name, url.get());
            }
        }
        String region = region();
        return URI.create("https://" + service + "." + region + "." + domain(region));
    }

    /** Makes of an address the proof for requests to it. */
    private Function<URI, AwsAuth> keys() {
        refuseConflicts();
        Optional<Function<URI, AwsAuth>> said = option("apiKey")
                .map(token -> bearer("apiKey", token))
                .or(() -> Keys.of(
                                model + ": the options", "accessKeyId", "secretAccessKey", "sessionToken", this::option)
                        .map(this::signature));
        if (said.isPresent()) {
            return said.get();
        }
        if (option("profile").isPresent()) {
            return profile().credentials().map(this::signature).orElseThrow(this::nothingFound);
        }
        return variable(BEARER_VARIABLE)
                .map(token -> bearer(BEARER_VARIABLE, token))
                .or(() -> environmentKeys().or(() -> profile().credentials()).map(this::signature))
                .orElseThrow(this::nothingFound);
    }

    private Optional<AwsCredentials> environmentKeys() {
        Optional<AwsCredentials> keys = Keys.of(
                model + ": the environment",
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                this::variable);
        if (keys.isEmpty() && variable("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()) {
            throw unauthorized("keys by AWS_WEB_IDENTITY_TOKEN_FILE are not supported here. " + exported());
        }
        return keys;
    }

    private Profile profile() {
        Optional<String> named = option("profile").or(() -> variable("AWS_PROFILE"));
        Profile profile = Profile.read(named.orElse("default"), variables);
        if (named.isPresent() && !profile.exists()) {
            throw unauthorized("there is no AWS profile \"" + named.get() + "\" in " + profile.where()
                    + ". Correct the option profile or AWS_PROFILE");
        }
        return profile;
    }

    private Function<URI, AwsAuth> signature(AwsCredentials credentials) {
        // In signatures both of Bedrock's services have this name.
        return endpoint -> new SigV4(credentials, region(), "bedrock");
    }

    private Function<URI, AwsAuth> bearer(String name, String token) {
        AwsAuth auth = new BearerToken(Keys.checked(model, name, token));
        return endpoint -> {
            if ("http".equalsIgnoreCase(endpoint.getScheme()) && !isLoopback(endpoint.getHost())) {
                throw unauthorized(name + " would go over the net in the clear to " + endpoint.getHost()
                        + ". Use https, or keys that sign");
            }
            return auth;
        };
    }

    private void refuseConflicts() {
        String given = OPTIONS.stream()
                .filter(name -> option(name).isPresent())
                .map(name -> name.equals("secretAccessKey") || name.equals("sessionToken") ? "accessKeyId" : name)
                .filter(name -> !name.equals("region"))
                .distinct()
                .collect(Collectors.joining(" and "));
        if (given.contains(" and ")) {
            throw invalid("expected one way to prove who asks, got " + given + ". Leave out all but one");
        }
    }

    private EmbeddingException nothingFound() {
        String fetched = FETCHED_KEYS.stream()
                .filter(name -> variable(name).isPresent())
                .findFirst()
                .map(name -> name + " is set, but fetching keys from there is not supported here. ")
                .orElse("");
        return unauthorized("found no keys for AWS, neither in AWS_BEARER_TOKEN_BEDROCK, nor in AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, nor in " + profile().where() + ". " + fetched + exported());
    }

    private static String exported() {
        return "Set AWS_BEARER_TOKEN_BEDROCK, or the variables that `aws configure export-credentials --format env` prints";
    }

    private URI checked(String name, String url) {
        String base = url.replaceAll("/+$", "");
        try {
            URI uri = URI.create(base);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the address: it may hold a password.
        }
        throw invalid(name
                + " is no address for Bedrock: expected one such as https://bedrock-runtime.us-east-1.amazonaws.com");
    }

    private static String domain(String region) {
        if (region.startsWith("cn-")) {
            return "amazonaws.com.cn";
        }
        return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** A variable that is set and not empty. */
    private Optional<String> variable(String name) {
        return variables.first(List.of(name));
    }

    private EmbeddingException unauthorized(String problem) {
        return new EmbeddingException(Reason.UNAUTHORIZED, 0, model + ": " + problem, null);
    }

    private EmbeddingException invalid(String problem) {
        return Refusal.of(model + ": " + problem);
    }

    /** Nothing of the keys. */
    @Override
    public String toString() {
        return "AwsAccess[" + model + "]";
    }
}
