package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;

/** How one model is asked for vectors: a provider's part of an embedding function. Implementations are immutable. */
public interface EmbeddingApi {

    /** How much one request may carry. */
    BatchLimits limits();

    /**
     * A request for the vectors of texts, without what {@link Connection} adds: keys and the usual headers.
     *
     * @param texts one or more, prompts included, within {@link #limits()}; none is empty
     * @param side what for
     */
    ApiRequest request(List<String> texts, Side side);

    /**
     * Reads the answer. How many vectors there are, their lengths and values are checked by the caller.
     *
     * @throws InvalidAnswerException if it is not as documented
     */
    Vectors read(JsonNode answer);

    /**
     * Asks how long the vectors of a model that nobody knows are, if there is a way that embeds nothing.
     *
     * @return 1 or more, or empty if there is no such way
     * @throws io.github.jtidb.embedding.EmbeddingException if the service fails
     */
    default OptionalInt askDimensions() {
        return OptionalInt.empty();
    }
}
