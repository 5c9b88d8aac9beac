package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request with all its attempts. Used once, by one thread. */
final class Exchange {

    private static final Duration BETWEEN_FOLLOW_UPS = Duration.ofMillis(50);

    private final Connection connection;
    private final Call call;
    private final ApiRequest request;
    private final List<String> texts;
    private final int inputs;
    private final long start = System.nanoTime();

    private int attempts;
    private int status;

    /**
     * A request to send.
     *
     * @param texts the texts in it, to estimate its tokens and to keep them out of messages
     * @param inputs how many inputs it carries, for the listener
     */
    Exchange(Connection connection, Call call, ApiRequest request, List<String> texts, int inputs) {
        this.connection = connection;
        this.call = call;
        this.request = request;
        this.texts = texts;
        this.inputs = inputs;
    }

    /** Sends it until an answer can be read. */
    <T> T run(Function<ApiResponse, T> reader, Function<T, OptionalLong> tokens) {
        try {
            T value = attempt(reader);
            tell(tokens.apply(value), null);
            return value;
        } catch (EmbeddingException e) {
            tell(OptionalLong.empty(), e.reason());
            throw e;
        }
    }

    private <T> T attempt(Function<ApiResponse, T> reader) {
        while (true) {
            connection.awaitTurn(call, texts);
            attempts++;
            status = 0;
            Failure failure;
            try {
                ApiResponse response = send();
                if (response.isSuccess()) {
                    return reader.apply(response);
                }
                failure = connection.failures().of(response, texts);
            } catch (InvalidAnswerException e) {
                failure = connection.failures().of(e, status);
            } catch (TimeoutException e) {
                failure = connection.failures().timeout(connection.timeout());
            } catch (IOException e) {
                failure = connection.failures().of(e);
            }
            waitAfter(failure);
        }
    }

    private ApiResponse send() throws IOException, TimeoutException {
        ApiResponse response = connection.send(request, call, connection.timeout());
        status = response.status();
        long end = System.nanoTime() + connection.timeout().toNanos();
        Optional<ApiRequest> next = connection.followUp(response);
        while (next.isPresent()) {
            call.pause(BETWEEN_FOLLOW_UPS);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                throw new TimeoutException();
            }
            response = connection.send(next.get(), call, left);
            status = response.status();
            next = connection.followUp(response);
        }
        return response;
    }

    private void waitAfter(Failure failure) {
        Duration wait = failure.pause().orElseGet(() -> RetryDelay.backoff(attempts));
        boolean last = attempts >= Math.min(failure.attempts(), connection.maxAttempts());
        if (last || wait.compareTo(RetryDelay.LONGEST) > 0 || !call.hasTimeFor(wait)) {
            call.check();
            throw failure.exception(connection.model(), attempts);
        }
        call.pause(wait);
    }

    private void tell(OptionalLong tokens, EmbeddingException.@Nullable Reason failure) {
        connection.tell(new EmbeddingListener.Request(
                connection.model(),
                inputs,
                tokens,
                Duration.ofNanos(System.nanoTime() - start),
                Math.max(1, attempts),
                status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
                Optional.ofNullable(failure)));
    }
}
