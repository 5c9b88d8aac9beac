package io.github.jtidb.embedding.internal.http;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.PartialEmbeddingException;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every provider of a service must do when its caller gives up, and what must be seen nowhere. */
public abstract class GivingUpContract extends FaultContract {

    /** Holds a request until the test is over, and tells when it came. */
    private FakeService.Handler held(CountDownLatch came) {
        return asked -> {
            came.countDown();
            return service.hold();
        };
    }

    /** Interrupts a call when its request has come, and sees that the thread still knows of it afterwards. */
    private static void interrupt(CountDownLatch came, Runnable call) throws Exception {
        FutureTask<Boolean> running = new FutureTask<>(() -> {
            call.run();
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(running);
        thread.start();
        came.await();

        thread.interrupt();

        assertThat(running.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void interrupt_endsTheCallAndKeepsWhatWasPaidFor() throws Exception {
        CountDownLatch came = new CountDownLatch(2);
        service.next(this::answered, held(came), held(came));
        try (EmbeddingFunction function = open(options().maxBatchSize(1).parallelRequests(2))) {
            interrupt(
                    came,
                    () -> assertThatThrownBy(() -> function.embedDocuments(numbered(9)))
                            .isInstanceOfSatisfying(PartialEmbeddingException.class, e -> {
                                assertThat(e.reason()).isEqualTo(Reason.CANCELLED);
                                assertThat(e.failures()).hasSize(8);
                            }));
        }
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void interrupt_endsALoneRequest() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        service.next(held(came));
        try (EmbeddingFunction function = open()) {
            interrupt(
                    came,
                    () -> assertThatThrownBy(() -> function.embedQuery("hello"))
                            .satisfies(hasReason(Reason.CANCELLED)));
        }
    }

    @Test
    void cancel_endsTheRequest() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        service.next(held(came));
        ModelOptions options = options().listener(request -> {
            assertThat(request.failure()).hasValue(Reason.CANCELLED);
            heard.countDown();
        });
        try (EmbeddingFunction function = open(options)) {
            CompletableFuture<float[]> call = function.embedQueryAsync("hello");
            came.await();

            call.cancel(true);

            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(call::get).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void close_endsRunningCalls() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        service.next(held(came));
        EmbeddingFunction function = open();
        CompletableFuture<float[]> call = function.embedQueryAsync("hello");
        came.await();

        function.close();

        assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .satisfies(hasReason(Reason.CANCELLED))
                .hasMessageContaining("closed");
    }

    @Test
    void close_endsAWaitForTheNextAttempt() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        service.next(asked -> {
            came.countDown();
            return Reply.json(429, error(429, "later")).header("Retry-After", "50");
        });
        EmbeddingFunction function = open();
        CompletableFuture<float[]> call = function.embedQueryAsync("hello");
        came.await();

        function.close();

        assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void failingCall_showsNeitherKeyNorTextAnywhere() {
        String quoting = "cannot read '" + SECRET + "' of the account with " + KEY;
        service.next(
                Reply.json(400, error(400, quoting)),
                Reply.json(401, error(401, quoting)),
                Reply.of(500, "text/plain", quoting).header("retry-after-ms", "1"),
                Reply.of(500, "text/html", "<p>" + quoting + "</p>"),
                Reply.json(200, "{\"said\": \"" + quoting + "\"}"),
                Reply.json(200, "{" + quoting));
        ModelOptions options = options().maxAttempts(2).header("X-Secret", "h1dd3n-h3ad3r-value");
        String printed = printed(() -> {
            for (int i = 0; i < 5; i++) {
                failure(options).printStackTrace();
            }
            try (EmbeddingFunction function = open(options)) {
                System.err.println(options + " " + function);
                assertThat(function.toString()).contains(model());
            }
        });

        assertThat(printed).contains("cannot read").doesNotContain(SECRET, "ultramarine", KEY, "c0ntract", "h1dd3n");
        assertThat(service.asked())
                .hasSize(6)
                .allSatisfy(asked -> assertThat(asked.whole()).contains("h1dd3n-h3ad3r-value"));
    }
}
