package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.endtoend.QuietMachine.Attempt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final Attempt FAILING = () -> {
        throw new AssertionError("beside others");
    };

    private final Neighbours neighbours = new Neighbours();
    private final AtomicInteger repeated = new AtomicInteger();

    @Test
    void failureWithoutNeighboursIsAFailure() {
        assertThatThrownBy(() ->
                        neighbours.beside(FAILING, repeated::incrementAndGet).run())
                .isInstanceOf(AssertionError.class)
                .hasMessage("beside others");
        assertThat(repeated).hasValue(0);
    }

    @Test
    void failureBesideANeighbourIsRepeatedWhenThatHasEnded() throws Throwable {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        CompletableFuture<Void> neighbour = CompletableFuture.runAsync(() -> run(() -> {
            begun.countDown();
            failed.await();
            ended.incrementAndGet();
        }));
        begun.await();

        neighbours
                .beside(
                        () -> {
                            failed.countDown();
                            FAILING.run();
                        },
                        () -> {
                            assertThat(ended).hasValue(1);
                            repeated.incrementAndGet();
                        })
                .run();

        neighbour.join();
        assertThat(repeated).hasValue(1);
    }

    /** The neighbour begins and ends while the test runs. */
    @Test
    void failureAfterANeighbourHasEndedIsRepeatedToo() throws Throwable {
        neighbours
                .beside(
                        () -> {
                            CompletableFuture.runAsync(() -> run(() -> {})).join();
                            FAILING.run();
                        },
                        repeated::incrementAndGet)
                .run();

        assertThat(repeated).hasValue(1);
    }

    @Test
    void failureWhenAloneIsAFailure() {
        Attempt disturbed = () -> {
            CompletableFuture.runAsync(() -> run(() -> {})).join();
            FAILING.run();
        };
        Attempt alone = () -> {
            throw new AssertionError("alone");
        };

        assertThatThrownBy(() -> neighbours.beside(disturbed, alone).run())
                .isInstanceOf(AssertionError.class)
                .hasMessage("alone");
    }

    private void run(Attempt attempt) {
        try {
            neighbours.beside(attempt, attempt).run();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
