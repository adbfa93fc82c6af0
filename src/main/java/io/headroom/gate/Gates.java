package io.headroom.gate;

import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings.Inconclusive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The results of all gates that are set.
 *
 * @param results one result for each gate, in the order of the settings
 * @param policy  effect of gates that are inconclusive
 */
public record Gates(List<GateResult> results, Inconclusive policy) {

    private static final String MORE_ROUNDS =
            "more rounds (smaller headroom.search.precision, or headroom.arrivals.precision)";

    private static final String LONGER_LIMIT =
            "a narrower interval (smaller headroom.limit.precision and longer headroom.limit.duration), or a minimum 5 to 10 % lower: "
                    + "so much the rate that is kept for ten minutes differs";

    private static final String LONGER_TARGET =
            "more requests at the target (headroom.target.duration); a 95th percentile takes 1900, a 99th 10000";

    public Gates {
        results = List.copyOf(results);
    }

    /** The baseline that the regression gate compares with, or the reason why there is none. */
    public sealed interface BaselineReference {

        /** Returns the value of the function for this kind of reference. */
        <R> R match(Function<Found, R> found, Function<None, R> none);

        /**
         * Returns the baseline.
         *
         * @param problem creates the exception for the reason why there is none
         */
        <X extends Exception> Baseline orElseThrow(Function<None, X> problem) throws X;

        /** A baseline that the run can be compared with. */
        record Found(Baseline baseline) implements BaselineReference {
            @Override
            public <R> R match(Function<Found, R> found, Function<None, R> none) {
                return found.apply(this);
            }

            @Override
            public <X extends Exception> Baseline orElseThrow(Function<None, X> problem) {
                return baseline;
            }
        }

        /** No baseline, or none that the run can be compared with. */
        record None(Figure.Missing missing) implements BaselineReference {
            /** Creates it with the reason, and what to do to get a baseline. */
            public None(String reason, String settles) {
                this(new Figure.Missing(reason, settles));
            }

            /** Describes the reason, and what to do. */
            public String description() {
                return missing.reason() + "; expected " + missing.settles();
            }

            @Override
            public <R> R match(Function<Found, R> found, Function<None, R> none) {
                return none.apply(this);
            }

            @Override
            public <X extends Exception> Baseline orElseThrow(Function<None, X> problem) throws X {
                throw problem.apply(this);
            }
        }
    }

    /**
     * Judges every gate that is set.
     *
     * @param reference baseline of the regression gate; ignored if that gate is not set
     */
    public static Gates judge(RunFigures figures, GateSettings settings, BaselineReference reference) {
        List<GateResult> results = new ArrayList<>();
        settings.minimumSaturation()
                .ifPresent(least ->
                        results.add(atLeast("minimum-saturation", figures.capacity(), least, Unit.RATE, MORE_ROUNDS)));
        settings.minimumRateUnderLimit()
                .ifPresent(least -> results.add(
                        atLeast("minimum-rate-under-limit", figures.underLimit(), least, Unit.RATE, LONGER_LIMIT)));
        settings.minimumTargetRate()
                .ifPresent(least -> results.add(atLeast(
                        "minimum-target-rate",
                        figures.targetRate(),
                        least,
                        Unit.RATE,
                        MORE_ROUNDS + ", or ArrivalsSimulation, which finds a safe rate")));
        Map<Percentile, Double> latency = new TreeMap<>(settings.targetLatency());
        latency.forEach((percentile, most) -> results.add(atMost(
                "target-latency." + percentile.word(),
                figures.latency().get(percentile),
                most,
                Unit.MILLIS,
                LONGER_TARGET)));
        settings.targetRefusedShare()
                .ifPresent(most -> results.add(
                        atMost("target-refused-share", figures.refusedShare(), most, Unit.SHARE, LONGER_TARGET)));
        if (settings.readyBelowTarget()) {
            results.add(atMost("ready-below-target", figures.readiness(), 0, Unit.COUNT, ""));
        }
        settings.consistency().ifPresent(most -> results.add(Consistency.judge(figures, most)));
        settings.regression().ifPresent(gate -> results.add(RegressionGate.judge(figures, gate, reference)));
        return new Gates(results, settings.inconclusive());
    }

    /** Passes if the lower end of the interval reaches the limit; fails if not even the upper end does. */
    private static GateResult atLeast(String name, Figure figure, double least, Unit unit, String settles) {
        String expected = "at least " + unit.format(least);
        return figure.match(
                known -> {
                    GateOutcome outcome = known.low() >= least
                            ? GateOutcome.PASS
                            : known.high() < least ? GateOutcome.FAIL : GateOutcome.INCONCLUSIVE;
                    return result(name, outcome, expected, unit.format(known), settles);
                },
                missing -> missing(name, missing, expected));
    }

    /** Passes if the upper end of the interval is within the limit; fails if not even the lower end is. */
    private static GateResult atMost(String name, Figure figure, double most, Unit unit, String settles) {
        String expected = "at most " + unit.format(most);
        return figure.match(
                known -> {
                    GateOutcome outcome = known.high() <= most
                            ? GateOutcome.PASS
                            : known.low() > most ? GateOutcome.FAIL : GateOutcome.INCONCLUSIVE;
                    return result(name, outcome, expected, unit.format(known), settles);
                },
                missing -> missing(name, missing, expected));
    }

    static GateResult missing(String name, Figure.Missing missing, String expected) {
        return new GateResult(
                name, GateOutcome.INCONCLUSIVE, expected, "not known: " + missing.reason(), missing.settles());
    }

    static GateResult result(String name, GateOutcome outcome, String expected, String measured, String settles) {
        return new GateResult(name, outcome, expected, measured, outcome == GateOutcome.INCONCLUSIVE ? settles : "");
    }

    /** Returns the worst outcome of all gates, or {@link GateOutcome#INCONCLUSIVE} if none is set. */
    public GateOutcome outcome() {
        return has(GateOutcome.FAIL)
                ? GateOutcome.FAIL
                : has(GateOutcome.INCONCLUSIVE) || results.isEmpty() ? GateOutcome.INCONCLUSIVE : GateOutcome.PASS;
    }

    /** Returns whether the release may go out: every gate passes, or is inconclusive and the policy is to warn. */
    public boolean letsThrough() {
        return switch (outcome()) {
            case PASS -> true;
            case FAIL -> false;
            case INCONCLUSIVE -> policy == Inconclusive.WARN && !results.isEmpty();
        };
    }

    /** Returns how many gates have that outcome. */
    public long count(GateOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private boolean has(GateOutcome outcome) {
        return count(outcome) > 0;
    }

    /** Returns the outcome and the counts in one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "Gates: %s (%d passed, %d failed, %d inconclusive)",
                outcome().word().toUpperCase(Locale.ROOT),
                count(GateOutcome.PASS),
                count(GateOutcome.FAIL),
                count(GateOutcome.INCONCLUSIVE));
    }
}
