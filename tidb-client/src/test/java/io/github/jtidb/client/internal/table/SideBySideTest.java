package io.github.jtidb.client.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.vector.TiDBException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void run_two_runAtTheSameTime() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        Supplier<Thread> meet = () -> {
            try {
                meeting.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return Thread.currentThread();
        };

        SideBySide.Both<Thread> both = SideBySide.run(meet, meet);

        assertThat(both.first()).isSameAs(Thread.currentThread());
        assertThat(both.second()).isNotSameAs(both.first());
    }

    @Test
    void run_oneFails_throwsItAfterTheOtherHasEnded() {
        CountDownLatch ended = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("first");

        assertThatThrownBy(() -> SideBySide.<Object>run(
                        () -> {
                            throw failure;
                        },
                        () -> {
                            ended.countDown();
                            return 1;
                        }))
                .isSameAs(failure);
        assertThat(ended.getCount()).isZero();
        assertThatThrownBy(() -> SideBySide.<Object>run(() -> 1, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> SideBySide.<Object>run(() -> 1, () -> {
                    throw new AssertionError("second");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void run_bothFail_suppressesTheSecond() {
        assertThatThrownBy(() -> SideBySide.run(
                        () -> {
                            throw new IllegalStateException("first");
                        },
                        () -> {
                            throw new IllegalArgumentException("second");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void run_interruptedWhileWaiting_interruptsTheOtherAndSaysSo() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> SideBySide.run(
                        () -> {
                            await(started);
                            Thread.currentThread().interrupt();
                            return 1;
                        },
                        () -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return 2;
                        }))
                .isInstanceOf(TiDBException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        await(interrupted);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
