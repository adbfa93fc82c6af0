package io.headroom.gate;

import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings.Inconclusive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All gates that are set, judged.
 *
 * @param results one of each gate, in the order of the settings
 * @param policy  what becomes of inconclusive ones
 */
public record Gates(List<GateResult> results, Inconclusive policy) {

    private static final String MORE_ROUNDS =
            "more rounds (smaller headroom.search.precision, or headroom.arrivals.precision)";

    private static final String LONGER_TARGET =
            "more requests at the target (headroom.target.duration); a 95th percentile takes 1900, a 99th 10000";

    public Gates {
        results = List.copyOf(results);
    }

    /** Against what the regression gate judges: a baseline, or why there is none. */
    public sealed interface BaselineReference {
        /** Can be compared with. */
        record Found(Baseline baseline) implements BaselineReference {}

        /** There is none. */
        record None(Figure.Missing missing) implements BaselineReference {
            /** With the reason, and what would give one. */
            public None(String reason, String settles) {
                this(new Figure.Missing(reason, settles));
            }

            /** Why, and what to do, in words. */
            public String description() {
                return missing.reason() + "; expected " + missing.settles();
            }
        }
    }

    /**
     * Judges every gate that is set.
     *
     * @param reference of the regression gate; not looked at where that is not set
     */
    public static Gates judge(RunFigures figures, GateSettings settings, BaselineReference reference) {
        List<GateResult> results = new ArrayList<>();
        settings.minimumSaturation()
                .ifPresent(least ->
                        results.add(atLeast("minimum-saturation", figures.capacity(), least, Unit.RATE, MORE_ROUNDS)));
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

    /** Passes at the lower end of the interval, fails at the upper. */
    private static GateResult atLeast(String name, Figure figure, double least, Unit unit, String settles) {
        String expected = "at least " + unit.format(least);
        if (!(figure instanceof Figure.Known known)) {
            return missing(name, figure, expected);
        }
        GateOutcome outcome = known.low() >= least
                ? GateOutcome.PASS
                : known.high() < least ? GateOutcome.FAIL : GateOutcome.INCONCLUSIVE;
        return result(name, outcome, expected, unit.format(known), settles);
    }

    /** Passes at the upper end of the interval, fails at the lower. */
    private static GateResult atMost(String name, Figure figure, double most, Unit unit, String settles) {
        String expected = "at most " + unit.format(most);
        if (!(figure instanceof Figure.Known known)) {
            return missing(name, figure, expected);
        }
        GateOutcome outcome = known.high() <= most
                ? GateOutcome.PASS
                : known.low() > most ? GateOutcome.FAIL : GateOutcome.INCONCLUSIVE;
        return result(name, outcome, expected, unit.format(known), settles);
    }

    static GateResult missing(String name, Figure figure, String expected) {
        if (figure instanceof Figure.Missing missing) {
            return new GateResult(
                    name, GateOutcome.INCONCLUSIVE, expected, "not known: " + missing.reason(), missing.settles());
        }
        throw new IllegalArgumentException(name + " is known: " + figure);
    }

    static GateResult result(String name, GateOutcome outcome, String expected, String measured, String settles) {
        return new GateResult(name, outcome, expected, measured, outcome == GateOutcome.INCONCLUSIVE ? settles : "");
    }

    /** The worst of all gates; inconclusive where none is set. */
    public GateOutcome outcome() {
        return has(GateOutcome.FAIL)
                ? GateOutcome.FAIL
                : has(GateOutcome.INCONCLUSIVE) || results.isEmpty() ? GateOutcome.INCONCLUSIVE : GateOutcome.PASS;
    }

    /** Whether the release goes through: all gates pass, or those that do not are inconclusive and only warned of. */
    public boolean letsThrough() {
        return switch (outcome()) {
            case PASS -> true;
            case FAIL -> false;
            case INCONCLUSIVE -> policy == Inconclusive.WARN && !results.isEmpty();
        };
    }

    /** How many gates have that outcome. */
    public long count(GateOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private boolean has(GateOutcome outcome) {
        return count(outcome) > 0;
    }

    /** In one line. */
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
