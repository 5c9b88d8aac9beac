package io.github.jtidb.embedding.internal;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a limit, where it hangs up. For one answer; not thread-safe, as its publisher calls one at a time. */
public final class LimitedBody implements BodySubscriber<byte[]> {

    private final int most;
    private final @Nullable Supplier<? extends Exception> tooLong;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    /**
     * A reader.
     *
     * @param most how many bytes are read
     * @param tooLong what is thrown where there are more, or null if what was read till then will do
     */
    public LimitedBody(int most, @Nullable Supplier<? extends Exception> tooLong) {
        this.most = most;
        this.tooLong = tooLong;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (buffer.remaining() > most - bytes.size()) {
                end();
            } else {
                byte[] piece = new byte[buffer.remaining()];
                buffer.get(piece);
                bytes.writeBytes(piece);
            }
        }
    }

    private void end() {
        if (subscription != null) {
            subscription.cancel();
        }
        if (tooLong == null) {
            body.complete(bytes.toByteArray());
        } else {
            body.completeExceptionally(tooLong.get());
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
