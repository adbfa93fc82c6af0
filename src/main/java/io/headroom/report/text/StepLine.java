package io.headroom.report.text;

import io.headroom.load.FailureShare;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.saturation.InjectorLimit;
import io.headroom.saturation.StepVerdict;
import io.headroom.verdict.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a step as a line for the console. */
public final class StepLine {

    /** Most kinds of failures that a line names. */
    private static final int MOST_KINDS = 5;

    /** Steps in which Java may still compile: as many as the shortest warm-up has. */
    private static final int STEPS_OF_A_START = 3;

    private static final Duration NOTICED_DRAIN = Duration.ofSeconds(1);

    private StepLine() {}

    /** Returns the line of a step that has ended, with what it measured. */
    public static String of(StepStatistics step, StepVerdict verdict) {
        String others = FailureShare.of(step.counts()).stream()
                .filter(failure -> failure.outcome() != Outcome.REFUSED)
                .limit(MOST_KINDS)
                .map(failure -> ", " + failure.kind() + ": " + failure.count())
                .collect(Collectors.joining());
        String probes = step.probeFailures() == 0 ? "" : ", readiness failed " + step.probeFailures();
        return String.format(
                Locale.ROOT,
                "%-38s %8.1f req/s  p95 %5d ms  refused %6.2f %%%s%s  %s",
                step.step().label(),
                step.goodputPerSecond(),
                step.latency().p95(),
                100 * step.refusedShare(),
                others,
                probes,
                word(step, verdict)
                        + Evidence.ofCause(step)
                                .filter(down -> verdict == StepVerdict.FAILING)
                                .map(down -> ": " + down)
                                .orElse(""));
    }

    /**
     * Returns what the line of a step says about the time that its requests in flight took to be answered; nothing if that was short.
     *
     * @param drained time from the end of the measured window to the last answer
     */
    public static String drained(Duration drained) {
        return drained.compareTo(NOTICED_DRAIN) < 0
                ? ""
                : String.format(Locale.ROOT, " (drained in %.1f s)", drained.toMillis() / 1000.0);
    }

    /**
     * Java compiles what runs often, so the injector needs most CPU in its first seconds. Warm-up steps count for nothing. A later one,
     * or one without files or ports, is limited by something else.
     */
    private static String word(StepStatistics step, StepVerdict verdict) {
        boolean starts = step.step().purpose() == Purpose.WARM_UP && step.step().number() <= STEPS_OF_A_START;
        return starts && verdict == StepVerdict.INJECTOR_BOUND && InjectorLimit.isShortOfCpu(step)
                ? "still warming up the injector itself (Java compiles); does not count"
                : verdict.word();
    }

    /**
     * Returns lines that explain those of the steps.
     *
     * @param first purpose of the first step
     */
    public static List<String> legend(Purpose first) {
        String columns =
                "Each step prints its load, the successes per second, the latency that 95 % of them kept, the share"
                        + " refused, and a verdict: clean (all taken), saturated (some refused, or all waited), or what else went wrong.";
        return first == Purpose.FINE_TUNING
                ? List.of(columns)
                : List.of(
                        columns,
                        "warm-up lasts until latency is steady; up and down look for the limit; boundary measures at it, plateau"
                                + " above it; hold stays at the limit; one-percent looks for the rate at which 1 % is refused; rate-limit"
                                + " looks for the rate of a limiter; limit looks for the highest rate that keeps headroom.limit, if that is"
                                + " set; target is the load to run at.");
    }

    /**
     * Returns the line that announces the next step.
     *
     * @param left how long the run takes from there; empty if that is not known
     */
    public static String next(NextStep.Run run, Optional<TimeLeftText> left) {
        return "   next: " + run.step().label()
                + left.map(time -> "; " + time.description()).orElse("");
    }

    /** Returns the line that says why the run goes on with a step that was not to be expected. */
    public static String why(String reason) {
        return "   " + reason;
    }
}
