package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.internal.LimitedBody;
import io.github.jtidb.embedding.internal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An image on the web. Immutable. */
record WebSource(URI uri) implements ImageSource {

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_TYPE = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Made when the first image is fetched. */
    private static final class Client {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();
    }

    @Override
    public byte[] bytes() {
        return bytes(TIMEOUT);
    }

    /** The file, all redirects within a time. */
    byte[] bytes(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        URI at = WebAddress.check(uri, toString());
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = get(at, end);
            if (response.statusCode() == 200) {
                ImageFormat.check(response.body(), toString());
                return response.body();
            }
            Optional<String> next = response.headers().firstValue("Location");
            if (!isRedirect(response.statusCode()) || next.isEmpty()) {
                throw failed(response.statusCode());
            }
            at = WebAddress.redirect(at, next.get(), toString());
        }
        throw Refusal.of(this + " leads to more than " + MOST_REDIRECTS + " redirects");
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private HttpResponse<byte[]> get(URI at, long end) {
        HttpRequest request = HttpRequest.newBuilder(at)
                // Some servers lose a request that asks for HTTP/2 in plain text.
                .version(
                        "http".equalsIgnoreCase(at.getScheme())
                                ? HttpClient.Version.HTTP_1_1
                                : HttpClient.Version.HTTP_2)
                .header("Accept", "image/png, image/jpeg, image/gif, image/bmp")
                .header("User-Agent", "jtidb")
                .build();
        CompletableFuture<HttpResponse<byte[]>> running = Client.CLIENT.sendAsync(request, this::body);
        try {
            return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EmbeddingException(
                    Reason.CANCELLED,
                    0,
                    this + " did not arrive in time: try again, or fetch it and give its bytes",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException(Reason.CANCELLED, 0, this + ": interrupted while it was fetched", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } finally {
            running.cancel(true);
        }
    }

    private HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo response) {
        if (response.statusCode() != 200) {
            return new LimitedBody(0, null);
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.isEmpty() && !media.startsWith("image/") && !media.endsWith("/octet-stream")) {
            return new LimitedBody(
                    0,
                    () -> Refusal.of(this + " is no image: its server calls it "
                            + media.substring(0, Math.min(MOST_TYPE, media.length())) + ". " + ImageFormat.REMEDY));
        }
        return new LimitedBody(MOST_BYTES, () -> ImageFormat.tooLarge(toString()));
    }

    private EmbeddingException failed(int status) {
        Reason reason =
                status == 429 ? Reason.RATE_LIMITED : status < 500 ? Reason.INVALID_REQUEST : Reason.UNAVAILABLE;
        return new EmbeddingException(
                reason,
                status,
                this + " was not given: its server answered with status " + status
                        + (status < 500 ? ". Can it be had without a key or cookie?" : ". Try again later"),
                null);
    }

    private EmbeddingException failed(@Nullable Throwable cause) {
        if (cause instanceof EmbeddingException known) {
            return known;
        }
        String kind = cause instanceof IOException ? cause.getClass().getSimpleName() : "an internal error";
        return new EmbeddingException(
                Reason.UNAVAILABLE, 0, this + " could not be fetched (" + kind + "): is its server up?", cause);
    }

    /** Without what may be secret: user, query and fragment. */
    @Override
    public String toString() {
        return "The image " + WebAddress.describe(uri);
    }
}
