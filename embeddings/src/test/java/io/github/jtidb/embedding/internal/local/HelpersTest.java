package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelpersTest {

    @Test
    void run_manySteps_eachOnce() throws Exception {
        AtomicIntegerArray runs = new AtomicIntegerArray(10_000);

        new Helpers(3).run(10_000, runs::incrementAndGet);

        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isOne();
        }
    }

    @Test
    void run_freeHelpers_workAtTheSameTime() throws Exception {
        CyclicBarrier allThere = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        new Helpers(2).run(3, i -> {
            threads.add(Thread.currentThread());
            meet(allThere);
        });

        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        assertThat(threads)
                .filteredOn(thread -> thread != Thread.currentThread())
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("jtidb-embedding-"))
                .noneMatch(Thread::isAlive);
    }

    @Test
    void run_again_helpersAreFreeAgain() throws Exception {
        Helpers helpers = new Helpers(1);
        for (int round = 0; round < 3; round++) {
            CyclicBarrier both = new CyclicBarrier(2);
            helpers.run(2, i -> meet(both));
        }
        assertThatThrownBy(() -> helpers.run(2, i -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        CyclicBarrier both = new CyclicBarrier(2);
        helpers.run(2, i -> meet(both));
        assertThat(both.isBroken()).isFalse();
    }

    @Test
    void run_noHelperFree_callerWorksAlone() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        new Helpers(0).run(5, i -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void run_stepFails_thrownAndTheRestLeftOut() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> new Helpers(1).run(1_000_000, i -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("step");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step");
        assertThat(runs.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void run_helperFails_thrownByTheCaller() {
        Thread caller = Thread.currentThread();
        CyclicBarrier both = new CyclicBarrier(2);

        assertThatThrownBy(() -> new Helpers(1).run(2, i -> {
                    meet(both);
                    if (Thread.currentThread() != caller) {
                        throw new StackOverflowError("helper");
                    }
                }))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("helper");
    }

    @Test
    void run_interrupted_stopsAndKeepsTheFlag() {
        AtomicInteger runs = new AtomicInteger();
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> new Helpers(1).run(1_000_000, i -> {
                    runs.incrementAndGet();
                    caller.interrupt();
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void run_interruptedWhileStepsWait_helpersWaitNoLonger() {
        CyclicBarrier bothWait = new CyclicBarrier(2);
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> new Helpers(1).run(2, i -> {
                    meet(bothWait);
                    if (Thread.currentThread() == caller) {
                        caller.interrupt();
                    }
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("interrupted", e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
