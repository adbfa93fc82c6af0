package io.headroom.gate;

import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings.Regression;
import io.headroom.gate.Gates.BaselineReference;

/** The gate on the change of capacity since a baseline. */
final class RegressionGate {

    private static final String NAME = "regression";

    private RegressionGate() {}

    /** Judges the gate. It passes if even the largest likely loss is allowed, and fails if the loss is real and too large. */
    static GateResult judge(RunFigures figures, Regression gate, BaselineReference reference) {
        String expected =
                "capacity at most " + Unit.SHARE.format(gate.largestLoss()) + " less than baseline " + gate.baseline();
        return reference.match(
                found -> figures.capacity()
                        .match(
                                after -> judge(found.baseline(), after, gate, expected),
                                missing -> Gates.missing(NAME, missing, expected)),
                none -> Gates.missing(NAME, none.missing(), expected));
    }

    private static GateResult judge(Baseline baseline, Figure.Known after, Regression gate, String expected) {
        if (after.high() == Double.POSITIVE_INFINITY) {
            return lowerBound(after, baseline, gate, expected);
        }
        Comparison comparison = Comparison.of(baseline.capacity().known(), after);
        String measured = comparison.description() + ", from "
                + Unit.RATE.format(baseline.capacity().value()) + " to " + Unit.RATE.format(after.value());
        if (-comparison.low() <= gate.largestLoss()) {
            return Gates.result(NAME, GateOutcome.PASS, expected, measured, "");
        }
        boolean lost = comparison.isReal() && -comparison.change() > gate.largestLoss();
        return Gates.result(
                NAME,
                lost ? GateOutcome.FAIL : GateOutcome.INCONCLUSIVE,
                expected,
                measured,
                "narrower intervals: this pair of runs tells no change smaller than "
                        + Unit.SHARE.format(comparison.smallestVisible())
                        + "; set headroom.search.precision (or headroom.arrivals.precision) lower for both");
    }

    /** Judges a run that did not reach the capacity, or met a rate limiter: only a lower bound is known. */
    private static GateResult lowerBound(Figure.Known bound, Baseline baseline, Regression gate, String expected) {
        boolean enough =
                bound.low() >= (1 - gate.largestLoss()) * baseline.capacity().high();
        return Gates.result(
                NAME,
                enough ? GateOutcome.PASS : GateOutcome.INCONCLUSIVE,
                expected,
                "capacity at least " + Unit.RATE.format(bound.low()) + "; baseline "
                        + Unit.RATE.format(baseline.capacity().value()),
                "a wider range of loads (headroom.search.maximum-callers), or no rate limiter before the service");
    }
}
