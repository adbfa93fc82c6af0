package io.headroom.report.text;

import io.headroom.load.FailureShare;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.saturation.StepVerdict;
import io.headroom.verdict.Evidence;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a step as a line for the console. */
public final class StepLine {

    /** Most kinds of failures that a line names. */
    private static final int MOST_KINDS = 5;

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
                verdict.word()
                        + Evidence.ofCause(step)
                                .filter(down -> verdict == StepVerdict.FAILING)
                                .map(down -> ": " + down)
                                .orElse(""));
    }

    /** Returns the line that announces the next step. */
    public static String next(NextStep.Run run, Optional<Duration> atMostLeft) {
        String left = atMostLeft
                .map(duration -> "; at most " + description(duration) + " left if rounds agree")
                .orElse("");
        return "   next: " + run.step().label() + left;
    }

    /** Returns the line that says why the run goes on with a step that was not to be expected. */
    public static String why(String reason) {
        return "   " + reason;
    }

    private static String description(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
