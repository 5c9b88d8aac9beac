package io.github.jtidb.embedding.internal.http;

import io.github.jtidb.embedding.internal.LimitedBody;
import java.io.IOException;
import java.io.Serial;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Sends one request and reads its whole answer. Thread-safe. */
final class Transport {

    /** The largest answer: 2,048 vectors of 4,096 numbers in base64 have 45 MB. */
    static final int MOST_BYTES = 64 << 20;

    private final HttpClient client;

    Transport(HttpClient client) {
        this.client = client;
    }

    /** The client of all who bring none: one pool of connections, which needs no closing. */
    static HttpClient shared() {
        return Shared.CLIENT;
    }

    /**
     * Sends a request.
     *
     * @param call who asks, and may give up
     * @param timeout the time until the answer's last byte
     * @throws IOException if no whole answer came
     * @throws TimeoutException if it took too long
     */
    ApiResponse send(ApiRequest request, Call call, Duration timeout) throws IOException, TimeoutException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        // The client would ask a plain http server to change to HTTP/2 along with the request, and some then lose the
        // body.
        if ("http".equalsIgnoreCase(request.uri().getScheme())) {
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        // A timeout of the request itself would end at the headers, so the whole is waited for.
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(builder.build(), info -> new LimitedBody(MOST_BYTES, TooLargeException::new));
        try {
            HttpResponse<byte[]> response = call.await(sent, timeout);
            return new ApiResponse(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** An answer has more bytes than are read. */
    static final class TooLargeException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("more than " + (MOST_BYTES >> 20) + " MiB");
        }
    }

    /** Made at the first use. */
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }
}
