package io.github.jtidb.embedding.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The wire form of a service, as a test of its provider knows it: how requests are read, what is refused, and how answers
 * look. The tests themselves are in {@link ProviderContract}.
 */
public abstract class WireForm {

    /** The key that the service takes. */
    protected static final String KEY = "k3y-0f-th3-c0ntract-zq81";

    protected static final int DIMENSIONS = 8;

    protected static final String SECRET = "Zebras whisper ultramarine sonnets";

    protected FakeService service;

    /**
     * One input's vector in an answer.
     *
     * @param index the position that the answer says, in services that say one
     */
    public record Item(int index, float[] vector) {}

    /** A new provider that sees these variables alone. */
    protected abstract EmbeddingProvider provider(Environment environment);

    /** A model that the catalogue does not know, and whose vectors have {@link #DIMENSIONS} numbers here. */
    protected abstract String model();

    /** What is put behind the server's address to make the base URL. */
    protected abstract String basePath();

    /** The variable that holds the key, or an empty text if there is none. */
    protected abstract String keyVariable();

    /** How many texts a request may carry, as the service says. */
    protected abstract int batchCap();

    /** Whether answers say the position of each vector. */
    protected abstract boolean answersByIndex();

    /**
     * Refuses what the real service refuses: a wrong key, a field it does not know, too many texts. It fails with an
     * {@link AssertionError} where the request is not as the documents say.
     *
     * @return an error, or null if the request is good
     */
    protected abstract @Nullable Reply refusal(Asked asked);

    /** The texts of a request. */
    protected abstract List<String> texts(Asked asked);

    /** The word by which a request says what its texts are for, or an empty text if the service does not ask. */
    protected abstract String side(Asked asked);

    /** The words for a query and for a document; empty texts if the service does not ask. */
    protected abstract List<String> sides();

    /** An answer with these vectors. */
    protected abstract String answer(List<Item> items);

    /** An error in the form of the service. */
    protected abstract String error(int status, String message);

    /** The status of a wrong key. */
    protected int wrongKeyStatus() {
        return 401;
    }

    /** Further options that a model needs. */
    protected ModelOptions configure(ModelOptions options) {
        return options;
    }

    @BeforeEach
    void start() throws Exception {
        service = new FakeService(this::serve);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Reply serve(Asked asked) {
        Reply refusal = refusal(asked);
        return refusal != null ? refusal : answered(asked);
    }

    /** The vectors of the texts in a request, whatever else it says. */
    protected final Reply answered(Asked asked) {
        return Reply.json(200, answer(items(texts(asked))));
    }

    protected static List<Item> items(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Item(i, vector(texts.get(i))))
                .toList();
    }

    /** What the service makes of a text. */
    protected static float[] vector(String text) {
        Random random = new Random(text.hashCode());
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    /** Fills an array of an answer. */
    protected static void vectorInto(ArrayNode array, float[] vector) {
        for (float value : vector) {
            array.add(value);
        }
    }

    /** An answer as servers in Python write it, with NaN where Jackson writes a text. */
    protected static String nonFinite(JsonNode answer) {
        return answer.toString().replaceAll("\"(NaN|-?Infinity)\"", "$1");
    }

    /** The model at the loopback server, with its key. */
    protected final ModelOptions options() {
        return configure(Embeddings.model(model())
                .apiKey(KEY)
                .baseUrl(URI.create(service.url() + basePath()))
                .dimensions(DIMENSIONS));
    }

    /** The same without a declared length, for a model that nobody knows. */
    protected final ModelOptions undeclared() {
        return configure(Embeddings.model(model()).apiKey(KEY).baseUrl(URI.create(service.url() + basePath())));
    }

    protected final EmbeddingFunction open() {
        return open(options());
    }

    protected final EmbeddingFunction open(ModelOptions options) {
        return provider(name -> null).create(options);
    }

    /** Another model, at another server. */
    protected final EmbeddingFunction open(String model, FakeService server) {
        return open(Embeddings.model(model).apiKey(KEY).baseUrl(server.url()).dimensions(DIMENSIONS));
    }

    protected static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text number " + i).toList();
    }

    protected static void assertVectors(List<float[]> vectors, List<String> texts) {
        assertThat(vectors).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i)).as(texts.get(i)).containsExactly(vector(texts.get(i)));
        }
    }

    protected final EmbeddingException failure(ModelOptions options) {
        try (EmbeddingFunction function = open(options)) {
            return Objects.requireNonNull(
                    catchThrowableOfType(EmbeddingException.class, () -> function.embedQuery(SECRET)), "no failure");
        }
    }

    /** All that is logged or printed as errors by what is run. */
    public static String printed(Runnable run) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
