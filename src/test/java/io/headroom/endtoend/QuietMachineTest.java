package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.endtoend.QuietMachine.Attempt;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class QuietMachineTest {

    private static final double BUSY = 0.5;
    private static final double CALM = 0.01;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    @Test
    void failureOnAQuietMachineIsAFailure() {
        assertThatThrownBy(() -> repeat(99, CALM))
                .isInstanceOf(AssertionError.class)
                .hasMessage("run 1");
        assertThat(runs).hasValue(1);
    }

    @Test
    void failureOnABusyMachineIsRepeated() throws Throwable {
        repeat(2, BUSY);

        assertThat(runs).hasValue(3);
    }

    @Test
    void machineThatIsAlwaysBusyIsToldAndNotTheTest() {
        assertThatThrownBy(() -> repeat(99, BUSY))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("failed in try 3 of 3 while other work took 50 % of the CPU: run 3")
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(runs).hasValue(3);
    }

    @Test
    void manyTestsThatFailAreNotExcusedByABusyMachine() {
        skipped.set(5);

        assertThatThrownBy(() -> repeat(99, BUSY))
                .isInstanceOf(AssertionError.class)
                .hasMessage("run 3");
    }

    @Test
    void exceptionIsNotExcusedByABusyMachine() {
        Attempt attempt = () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("not a figure");
        };
        assertThatThrownBy(() -> QuietMachine.repeat(attempt, attempt, () -> () -> OptionalDouble.of(BUSY), skipped))
                .hasMessage("not a figure");
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatTheTestsStartIsNoOtherWork() throws Exception {
        assumeTrue(OtherWork.isKnown(), "needs /proc/stat, which only Linux has");
        OtherWork before = OtherWork.now();
        Process counting = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
        assertThat(counting.waitFor()).isZero();
        OtherWork after = OtherWork.now();

        assertThat(after.ownTicks() - before.ownTicks()).isGreaterThan(10);
        assertThat(after.busyTicks()).isGreaterThan(before.busyTicks());
    }

    private void repeat(int failures, double otherWork) throws Throwable {
        Attempt attempt = () -> {
            if (runs.incrementAndGet() <= failures) {
                throw new AssertionError("run " + runs);
            }
        };
        QuietMachine.repeat(attempt, attempt, () -> () -> OptionalDouble.of(otherWork), skipped);
    }
}
