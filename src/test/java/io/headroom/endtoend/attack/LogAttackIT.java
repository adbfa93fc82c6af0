package io.headroom.endtoend.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Damages {@code simulation.log} in hundreds of ways, or in thousands, and calls the command line with what comes out, in a process of
 * 128 MB.
 *
 * <p>The logs are Headroom's own (by callers and arrivals, of one client, of several, and of several injectors) and those of other
 * simulations, binary and text, scripted and real. Each damaged log is read by {@code analyze --json} and by one more call, in turn:
 * the other formats, {@code gate}, {@code baseline}, {@code compare}, {@code size}, {@code export}, and what {@code clients} does with
 * logs in the end. {@link Expectations} says what must be true of each call; no call may take 20 s. The same calls with undamaged
 * logs come first, so that no expectation is wrong.
 *
 * <p>{@code -Dheadroom.attack.full=true} makes the full attack, {@code -Dheadroom.attack.seed=} repeats one,
 * {@code -Dheadroom.attack.mutants=} sets its size, and {@code -Dheadroom.attack.only=} takes one of its damaged logs.
 */
@Isolated("it fills the machine")
class LogAttackIT {

    private static final int FEW = 600;
    private static final int ALL = 5_000;

    @Test
    void damagedLogsAreJudgedOrRefused() throws Exception {
        assertThat(AttackRun.faults("logs", FEW, ALL)).isEmpty();
    }
}
