package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.ModelInfo;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Catalogue;
import io.github.jtidb.embedding.internal.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model of a service. A text that is given twice in a call is sent once, the batches of a call are sent side by side, and
 * what was paid for is kept where there is a cache. Its text form holds no key. Thread-safe.
 */
public final class RemoteEmbeddingFunction implements EmbeddingFunction {

    private static final String PROBE = "dimensions";

    private final Connection connection;
    private final EmbeddingApi api;
    private final BatchLimits limits;
    private final String queryPrompt;
    private final String documentPrompt;
    private final VectorCheck check;
    private final CachedVectors cache;

    /**
     * A function that asks the service as the API says.
     *
     * @throws EmbeddingException if the options contradict each other
     */
    public RemoteEmbeddingFunction(Connection connection, EmbeddingApi api) {
        ModelOptions options = connection.options();
        Optional<ModelInfo> info = Catalogue.find(options.model());
        this.connection = connection;
        this.api = api;
        limits = options.maxBatchSize()
                .map(most -> new BatchLimits(
                        most, api.limits().tokens(), api.limits().bytes()))
                .orElse(api.limits());
        queryPrompt =
                options.queryPrompt().orElse(info.map(ModelInfo::queryPrompt).orElse(""));
        documentPrompt = options.documentPrompt()
                .orElse(info.map(ModelInfo::documentPrompt).orElse(""));
        check = VectorCheck.of(options, info);
        cache = new CachedVectors(connection);
    }

    @Override
    public String model() {
        return connection.model();
    }

    /** {@inheritDoc} A model that nobody knows is asked for at the first call: for a vector, unless there is a cheaper way. */
    @Override
    public int dimensions() {
        return check.dimensions().orElseGet(() -> {
            connection.checkOpen();
            api.askDimensions().ifPresent(check::expect);
            return check.dimensions().orElseGet(() -> embedQuery(PROBE).length);
        });
    }

    @Override
    public float[] embedQuery(String text) {
        Objects.requireNonNull(text, "text");
        return embed(new String[] {text}, Side.QUERY, new Progress(Optional.empty(), "embedding", 1))
                .get(0);
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        String[] copy = texts.toArray(new String[0]);
        for (int i = 0; i < copy.length; i++) {
            Objects.requireNonNull(copy[i], "texts[" + i + "] is null");
        }
        return embed(copy, Side.DOCUMENT, progress("texts", copy.length));
    }

    @Override
    public boolean embedsImages() {
        return api instanceof ImageApi;
    }

    @Override
    public List<float[]> embedImages(List<ImageInput> images) {
        if (!(api instanceof ImageApi imageApi)) {
            return EmbeddingFunction.super.embedImages(images);
        }
        connection.checkOpen();
        List<ImageBytes> files = images.stream().map(imageApi::file).toList();
        int[] places = IntStream.range(0, files.size()).toArray();
        BatchRun run = new BatchRun(connection, api, check, places, progress("images", files.size()));
        int wanted = connection.options().maxBatchSize().orElse(Integer.MAX_VALUE);
        BatchLimits most = BatchLimits.inputs(Math.min(wanted, imageApi.mostImages()));
        run.run(most.split(Arrays.stream(places).boxed().toList(), i -> ""), new BatchRun.Inputs() {
            @Override
            public ApiRequest request(List<Integer> batch) {
                return imageApi.imageRequest(batch.stream().map(files::get).toList());
            }

            @Override
            public List<String> texts(List<Integer> batch) {
                return List.of();
            }

            @Override
            public void keep(int place, float[] vector) {}
        });
        return run.result();
    }

    private List<float[]> embed(String[] texts, Side side, Progress progress) {
        connection.checkOpen();
        for (int i = 0; i < texts.length; i++) {
            checkText(texts[i], i);
        }
        String prompt = side.either(queryPrompt, documentPrompt);
        Map<String, Integer> placeOf = new LinkedHashMap<>();
        int[] places = Arrays.stream(texts)
                .mapToInt(text -> placeOf.computeIfAbsent(prompt + text, any -> placeOf.size()))
                .toArray();
        List<String> distinct = List.copyOf(placeOf.keySet());
        BatchRun run = new BatchRun(connection, api, check, places, progress);
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            Optional<float[]> kept = cache.get(side, distinct.get(i)).filter(check::fits);
            if (kept.isPresent()) {
                run.found(i, kept.get());
            } else {
                missing.add(i);
            }
        }
        run.run(limits.split(missing, distinct::get), new BatchRun.Inputs() {
            @Override
            public ApiRequest request(List<Integer> batch) {
                return api.request(texts(batch), side);
            }

            @Override
            public List<String> texts(List<Integer> batch) {
                return batch.stream().map(distinct::get).toList();
            }

            @Override
            public void keep(int place, float[] vector) {
                cache.put(side, distinct.get(place), vector);
            }
        });
        return run.result();
    }

    private Progress progress(String what, int total) {
        return new Progress(connection.options().progress(), "embedding " + total + " " + what, total);
    }

    private void checkText(String text, int i) {
        if (text.isEmpty()) {
            throw connection.invalid("texts[" + i + "] is empty, and services refuse that: leave it out");
        }
        for (int at = 0; at < text.length(); at++) {
            if (Character.isHighSurrogate(text.charAt(at))
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(text.charAt(at))) {
                throw connection.invalid("texts[" + i + "] has half a surrogate pair at " + at
                        + ", which is no character: correct how the text was cut or decoded");
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "EmbeddingFunction[" + connection + "]";
    }
}
