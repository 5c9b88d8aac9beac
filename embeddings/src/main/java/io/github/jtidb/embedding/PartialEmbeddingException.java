package io.github.jtidb.embedding;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some texts of a list were embedded and others were not; nothing that was paid for is lost. Immutable. */
public class PartialEmbeddingException extends EmbeddingException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<float @Nullable []> vectors;
    private final transient SortedMap<Integer, EmbeddingException> failures;

    /**
     * An exception with the first failure's reason and status.
     *
     * @param message the model, how many failed, and the first failure
     * @param vectors for each input its vector, or null where there is none; not copied
     * @param failures the failures by the position of their input, from 0; one or more
     */
    public PartialEmbeddingException(
            String message, List<float @Nullable []> vectors, SortedMap<Integer, EmbeddingException> failures) {
        super(first(failures).reason(), first(failures).status().orElse(0), message, first(failures));
        this.vectors = Collections.unmodifiableList(new ArrayList<>(vectors));
        this.failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    private static EmbeddingException first(SortedMap<Integer, EmbeddingException> failures) {
        return Objects.requireNonNull(failures.get(failures.firstKey()));
    }

    /**
     * What was embedded.
     *
     * @return for each input its vector, or null where it failed; immutable
     */
    public List<float @Nullable []> vectors() {
        return vectors;
    }

    /**
     * What failed.
     *
     * @return the failures by the position of their input, from 0; immutable
     */
    public SortedMap<Integer, EmbeddingException> failures() {
        return failures;
    }
}
