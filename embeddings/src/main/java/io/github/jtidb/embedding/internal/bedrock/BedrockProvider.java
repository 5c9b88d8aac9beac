package io.github.jtidb.embedding.internal.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.embedding.internal.aws.AwsAccess;
import io.github.jtidb.embedding.internal.aws.AwsAuth;
import io.github.jtidb.embedding.internal.aws.PercentEncoding;
import io.github.jtidb.embedding.internal.http.ApiError;
import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.ApiResponse;
import io.github.jtidb.embedding.internal.http.Authorization;
import io.github.jtidb.embedding.internal.http.Connection;
import io.github.jtidb.embedding.internal.http.EmbeddingApi;
import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import io.github.jtidb.embedding.internal.http.RemoteEmbeddingFunction;
import io.github.jtidb.embedding.internal.http.RemoteProvider;
import io.github.jtidb.embedding.internal.http.Service;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Titan and Cohere on Amazon Bedrock. A model is named by its id, by that of an inference profile ({@code us.…}), or by an ARN.
 *
 * <p>Keys, region and address are looked for as {@link AwsAccess} says. Options of its own: {@code accessKeyId}, {@code
 * secretAccessKey}, {@code sessionToken}, {@code profile}, {@code region}, and {@code family}, for models whose name does not
 * tell what they are: one of {@link Family#options()}. Texts that Titan finds too long are refused by it; Cohere's version 3
 * refuses those of more than 2048 characters, unless they are to be truncated, which then is done here.
 *
 * <p>Signatures are those of AWS's own client; the rest is from Amazon's documents, not tried on the real service. Immutable.
 */
public final class BedrockProvider extends RemoteProvider implements Service {

    private static final String FAMILY = "family";

    private final InstantSource clock;

    /** For the service loader. */
    public BedrockProvider() {
        this(Environment.SYSTEM, InstantSource.system());
    }

    BedrockProvider(Environment environment, InstantSource clock) {
        super("bedrock", environment);
        this.clock = clock;
    }

    /** Only what a region has to be put in; {@link AwsAccess} knows the address. */
    @Override
    public String url() {
        return "https://bedrock-runtime.us-east-1.amazonaws.com";
    }

    @Override
    public List<String> keyVariables() {
        return List.of("AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID");
    }

    @Override
    public Set<String> ownOptions() {
        Set<String> names = new TreeSet<>(AwsAccess.OPTIONS);
        names.remove("apiKey");
        names.add(FAMILY);
        return names;
    }

    /** {@inheritDoc} A quota that is used up has the status of a bad request here. */
    @Override
    public Optional<Reason> reason(ApiError error) {
        return error.is("ServiceQuotaExceededException") ? Optional.of(Reason.RATE_LIMITED) : Optional.empty();
    }

    @Override
    public EmbeddingFunction create(ModelOptions options) {
        String id = modelId(options);
        Family family = family(options, id);
        check(options, family);
        int most = family.isCohere() ? CohereOnBedrock.MOST_TEXTS : 1;
        // Bedrock's limit holds whatever the caller's is.
        ModelOptions limited =
                options.maxBatchSize(Math.min(most, options.maxBatchSize().orElse(most)));
        Connection connection = connect(limited, "bedrock-runtime");
        URI invoke = connection.at("/model/" + PercentEncoding.encode(id) + "/invoke");
        EmbeddingApi api = switch (family) {
            case COHERE_V3, COHERE_V4 -> new CohereOnBedrock(invoke, family == Family.COHERE_V4, options);
            case TITAN_IMAGE -> new TitanImage(invoke, options);
            case TITAN_TEXT_V1, TITAN_TEXT_V2 -> new TitanText(invoke, family, options);
        };
        return new RemoteEmbeddingFunction(connection, api);
    }

    /** {@inheritDoc} Those of the region that make vectors; {@code baseUrl} is the address of the service "bedrock" then. */
    @Override
    public List<String> listModels(ModelOptions options) {
        Connection connection = connect(options, "bedrock");
        return connection.ask(ApiRequest.get(connection.at("/foundation-models")), List.of(), this::embeddingModels);
    }

    private List<String> embeddingModels(ApiResponse response) {
        JsonNode summaries = response.json().path("modelSummaries");
        if (!summaries.isArray()) {
            throw new InvalidAnswerException("no list of models");
        }
        List<String> models = new ArrayList<>();
        for (JsonNode summary : summaries) {
            for (JsonNode modality : summary.path("outputModalities")) {
                if (modality.asText().equals("EMBEDDING")) {
                    models.add(id() + "/" + summary.path("modelId").asText());
                }
            }
        }
        return models.stream().sorted().toList();
    }

    private Connection connect(ModelOptions options, String service) {
        Map<String, String> said = new TreeMap<>();
        options.apiKey().ifPresent(key -> said.put("apiKey", key));
        options.options().forEach((name, value) -> {
            if (AwsAccess.OPTIONS.contains(name)) {
                said.put(name, text(options, name, value));
            }
        });
        AwsAccess.Target target = new AwsAccess(options.model(), said, environment())
                .target(service, options.baseUrl().orElse(null));
        AwsAuth auth = target.auth();
        return Connection.open(this, options, target.endpoint(), authorization(auth), auth.secrets());
    }

    private Authorization authorization(AwsAuth auth) {
        return request -> {
            Map<String, String> signed = new TreeMap<>();
            request.headers().forEach((name, value) -> {
                // A proxy may change others on the way.
                String small = name.toLowerCase(Locale.ROOT);
                if (small.equals("accept") || small.equals("content-type") || small.startsWith("x-amz")) {
                    signed.put(small, value);
                }
            });
            return auth.headers(request.method(), request.uri(), signed, request.body(), clock.instant());
        };
    }

    private static Family family(ModelOptions options, String id) {
        Object named = options.options().get(FAMILY);
        Optional<Family> family = named == null ? Family.ofModel(id) : Family.ofOption(named);
        return family.orElseThrow(() -> Refusal.of(
                options,
                (named == null ? "its name does not tell what model it is" : "there is no such family")
                        + ": set the option family to one of " + Family.options()));
    }

    private static void check(ModelOptions options, Family family) {
        options.requestDimensions()
                .filter(dimensions -> !family.dimensions().contains(dimensions))
                .ifPresent(dimensions -> {
                    throw Refusal.of(
                            options,
                            "vectors of " + dimensions + " numbers cannot be asked for, only of "
                                    + (family.dimensions().isEmpty()
                                            ? "the usual length"
                                            : new TreeSet<>(family.dimensions())));
                });
        if (!family.isCohere()
                && options.truncation().filter(any -> any != Truncation.NONE).isPresent()) {
            throw Refusal.of(options, "Titan refuses texts that are too long and cuts none: leave truncation out");
        }
    }

    private static String text(ModelOptions options, String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw Refusal.of(
                options,
                "the option " + name + " is a text, got a " + value.getClass().getSimpleName());
    }
}
