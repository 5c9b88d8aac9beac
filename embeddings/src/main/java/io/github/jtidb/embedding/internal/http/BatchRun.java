package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.PartialEmbeddingException;
import io.github.jtidb.embedding.internal.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the vectors of one call, whose inputs are known here by their places: equal inputs have one place. Used once, by the
 * thread of the call, which has its batches run by others.
 */
final class BatchRun {

    private static final int PARALLEL = 4;

    /** Refusals that concern the inputs of a request, so that another request may fare better. */
    private static final Set<Integer> REFUSED_INPUTS = Set.of(400, 413, 422);

    private final Connection connection;
    private final EmbeddingApi api;
    private final VectorCheck check;
    private final int[] places;
    private final Progress progress;
    private final Map<Integer, float[]> found = new ConcurrentHashMap<>();
    private final Map<Integer, EmbeddingException> failures = new ConcurrentHashMap<>();

    /** The first failure after which nothing more is sent. */
    private final AtomicReference<@Nullable EmbeddingException> stop = new AtomicReference<>();

    /** What a batch, given as places, is made of. */
    interface Inputs {
        ApiRequest request(List<Integer> batch);

        /** The texts that are sent, to count their tokens and keep them out of messages. */
        List<String> texts(List<Integer> batch);

        /** Takes a vector that was paid for. */
        void keep(int place, float[] vector);
    }

    /**
     * Begins.
     *
     * @param places for each input of the call its place, from 0
     */
    BatchRun(Connection connection, EmbeddingApi api, VectorCheck check, int[] places, Progress progress) {
        this.connection = connection;
        this.api = api;
        this.check = check;
        this.places = places;
        this.progress = progress;
    }

    /** A vector that need not be asked for. */
    void found(int place, float[] vector) {
        found.put(place, vector);
    }

    /** Asks for the vectors of all batches; what fails is told by {@link #result()}. */
    void run(List<List<Integer>> batches, Inputs inputs) {
        progress.add(count(found.keySet()));
        if (batches.isEmpty()) {
            return;
        }
        Call call = connection.begin();
        try {
            int parallel = connection.options().parallelRequests().orElse(PARALLEL);
            Parallel.run(
                    batches.size(),
                    parallel,
                    call,
                    () -> stop.get() == null,
                    i -> runBatch(call, batches.get(i), inputs));
        } finally {
            connection.end(call);
        }
    }

    private void runBatch(Call call, List<Integer> batch, Inputs inputs) {
        try {
            ApiRequest request = inputs.request(batch);
            Function<ApiResponse, Vectors> reader = response -> check.checked(api.read(response.json()), batch.size());
            Vectors vectors = new Exchange(connection, call, request, inputs.texts(batch), batch.size())
                    .run(reader, Vectors::tokens);
            for (int i = 0; i < batch.size(); i++) {
                found.put(batch.get(i), vectors.list().get(i));
                inputs.keep(batch.get(i), vectors.list().get(i));
            }
            progress.add(count(new HashSet<>(batch)));
        } catch (EmbeddingException e) {
            batch.forEach(place -> failures.put(place, e));
            if (e.reason() != Reason.INVALID_REQUEST
                    || !REFUSED_INPUTS.contains(e.status().orElse(0))) {
                stop.compareAndSet(null, e);
            }
        }
    }

    /**
     * The vectors of the inputs of the call, each an array of its own.
     *
     * @throws EmbeddingException if one is missing; a {@link PartialEmbeddingException} if others are there
     */
    List<float[]> result() {
        List<float[]> complete = new ArrayList<>(places.length);
        List<float @Nullable []> vectors = new ArrayList<>(places.length);
        SortedMap<Integer, EmbeddingException> failed = new TreeMap<>();
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < places.length; i++) {
            float[] vector = found.get(places[i]);
            if (vector == null) {
                vectors.add(null);
                failed.put(i, failure(places[i]));
            } else {
                float[] own = given.add(places[i]) ? vector : vector.clone();
                vectors.add(own);
                complete.add(own);
            }
        }
        if (failed.isEmpty()) {
            return complete;
        }
        EmbeddingException first = failed.values().iterator().next();
        if (complete.isEmpty()) {
            throw first;
        }
        throw new PartialEmbeddingException(
                failed.size() + " of " + places.length + " inputs failed, and the vectors of the others are here. "
                        + "The first failure: " + first.getMessage(),
                vectors,
                failed);
    }

    private EmbeddingException failure(int place) {
        EmbeddingException own = failures.get(place);
        EmbeddingException before = stop.get();
        if (own != null) {
            return own;
        }
        if (before == null) {
            throw new AssertionError("An input was neither embedded nor refused");
        }
        return new EmbeddingException(
                before.reason(), 0, connection.model() + ": not sent, since another request failed", before);
    }

    /** How many inputs of the call have one of these places. */
    private int count(Set<Integer> some) {
        return (int) Arrays.stream(places).filter(some::contains).count();
    }
}
