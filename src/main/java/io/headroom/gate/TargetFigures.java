package io.headroom.gate;

import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RefusedShare;
import io.headroom.saturation.StepVerdict;
import io.headroom.sizing.SafeRate;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import io.headroom.sizing.TargetCheck.TargetPromise;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import java.util.List;
import java.util.Optional;

/** The figures at the target, for a run that found its saturation point. They are known if the load came and was answered. */
final class TargetFigures {

    private static final Figure NOT_MEASURED =
            new Figure.Missing("the run did not measure at its target", "SingleClientSimulation or ArrivalsSimulation");

    private static final Figure NOT_SERVED = new Figure.Missing(
            "the load of the target did not come, or failed in another way than by refusals",
            "an endpoint without failures, and an injector that keeps up");

    /** Nearer to the capacity, latencies of successive answers depend on each other too much for bounds of percentiles to hold. */
    private static final double MOST_LOAD = 0.8;

    /** A step counts as at or below the target up to this multiple of it: the offered rate may be rounded up. */
    private static final double UP_TO = 1.001;

    private final Findings findings;
    private final Figure capacity;
    private final Optional<Target> target;
    private final Optional<TargetCheck> check;
    private final Optional<StepStatistics> step;

    /** Creates the figures of a run. Given is the capacity, or the capacity under a limit if the target is a share of that. */
    TargetFigures(Findings findings, Figure capacity) {
        this.findings = findings;
        this.capacity = capacity;
        this.target = findings.target();
        this.check = findings.targetCheck();
        this.step = findings.targetStep();
    }

    private Optional<Figure> unusable() {
        if (target.isEmpty() || check.isEmpty() || step.isEmpty()) {
            return Optional.of(NOT_MEASURED);
        }
        return check.get().served() && !isLimited(step.get()) ? Optional.empty() : Optional.of(NOT_SERVED);
    }

    private boolean isLimited(StepStatistics atTarget) {
        return findings.steps().stream()
                .filter(judged -> judged.statistics().equals(atTarget))
                .anyMatch(judged -> judged.verdict() == StepVerdict.INJECTOR_BOUND
                        || judged.verdict() == StepVerdict.FAILING
                        || judged.verdict() == StepVerdict.UNMEASURED);
    }

    /**
     * Returns the rate to run at. It is the target, as uncertain as the capacity of which it is a share; or the safe rate, if the
     * service refuses at the target. If the safe rate is not known, or the target is not proven, it may be anything from 0 up to
     * the target.
     */
    Figure rate() {
        if (unusable().isPresent()) {
            return unusable().get();
        }
        if (!(capacity instanceof Figure.Known known)) {
            return capacity;
        }
        double fraction = target.orElseThrow().fraction();
        double rate = target.get().offeredPerSecond();
        double high = Math.max(rate, fraction * known.high());
        TargetPromise judgement = check.orElseThrow().judgement();
        if (judgement == TargetPromise.KEPT) {
            return new Figure.Known(rate, Math.min(rate, fraction * known.low()), high);
        }
        Optional<Figure> safe = judgement == TargetPromise.REFUSES ? safe(fraction, known) : Optional.empty();
        return safe.orElseGet(() -> new Figure.Known(rate, 0, high));
    }

    /** Returns the safe rate, as uncertain as the rate at which 1 % are refused and the capacity together allow. */
    private Optional<Figure> safe(double fraction, Figure.Known known) {
        Optional<OnePercentRate> onePercent = findings.onePercent();
        return check.flatMap(TargetCheck::safe)
                .flatMap(safe -> onePercent.map(rate -> new Figure.Known(
                        safe.perSecond(),
                        Math.min(
                                safe.perSecond(),
                                Math.min(fraction * known.low(), SafeRate.OF_ONE_PERCENT * rate.lowPerSecond())),
                        Math.max(
                                safe.perSecond(),
                                Math.min(fraction * known.high(), SafeRate.OF_ONE_PERCENT * rate.highPerSecond())))));
    }

    Figure latency(Percentile percentile) {
        if (unusable().isPresent()) {
            return unusable().get();
        }
        if (target.orElseThrow().fraction() > MOST_LOAD) {
            return new Figure.Missing(
                    "the noise of percentiles is not known beyond 80 % of the capacity",
                    "headroom.target.fraction of 0.8 or less");
        }
        return percentile.of(step.orElseThrow().latency());
    }

    Figure refusedShare() {
        return unusable().orElseGet(() -> {
            RefusedShare refused = check.orElseThrow().refused();
            return new Figure.Known(refused.observed(), refused.low(), refused.high());
        });
    }

    /**
     * Counts failed readiness probes and answers that say "not ready", at the target and at all loads below it, without the
     * warm-up. A step with callers is below the target only if it has fewer callers than the boundary: the others overload the
     * service, however little it serves.
     */
    Figure readiness() {
        if (target.isEmpty() || step.isEmpty()) {
            return NOT_MEASURED;
        }
        List<StepStatistics> below = findings.steps().stream()
                .map(JudgedStep::statistics)
                .filter(this::isUpToTarget)
                .toList();
        long failures = below.stream()
                .mapToLong(each -> each.probeFailures() + each.counts().of(Outcome.NOT_READY))
                .sum();
        return failures == 0 && step.get().probes() == 0
                ? new Figure.Missing("readiness was not probed at the target", "headroom.endpoint.readiness-path")
                : Figure.Known.exactly((double) failures);
    }

    private boolean isUpToTarget(StepStatistics each) {
        double most = UP_TO * target.orElseThrow().offeredPerSecond();
        if (each.step().purpose() == Purpose.WARM_UP) {
            return false;
        }
        if (each.offered().isOpen()) {
            return each.offered().amount() <= most;
        }
        return each.offered().closedLoopCallers().orElse(Integer.MAX_VALUE) < boundaryCallers()
                && each.sentPerSecond() <= most;
    }

    /** Returns the most callers of all injectors together that the service took; 0 if the run did not search with callers. */
    private int boundaryCallers() {
        return findings.callersAtSaturation().orElse(0);
    }
}
