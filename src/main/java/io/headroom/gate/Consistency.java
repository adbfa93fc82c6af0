package io.headroom.gate;

import io.headroom.gate.GateResult.GateOutcome;

/** The gate that passes if the rounds of a search agree. */
final class Consistency {

    private static final String NAME = "consistency";

    private Consistency() {}

    /**
     * Judges the gate. It fails if the capacity moved, or if all rounds that were allowed do not agree.
     *
     * @param most largest allowed half width of the capacity's 95 % interval, as a share of the capacity
     */
    static GateResult judge(RunFigures figures, double most) {
        String expected = "capacity known to " + Unit.SHARE.format(most);
        if (figures.moved()) {
            return Gates.result(NAME, GateOutcome.FAIL, expected, "the capacity moved during the measurement", "");
        }
        return figures.disagreement()
                .match(
                        known -> judge(known, figures, most, expected),
                        missing -> Gates.missing(NAME, missing, expected));
    }

    private static GateResult judge(Figure.Known known, RunFigures figures, double most, String expected) {
        boolean agree = known.value() <= most;
        if (agree && figures.capacity() instanceof Figure.Missing unusable) {
            return Gates.missing(NAME, unusable, expected);
        }
        return Gates.result(
                NAME,
                agree ? GateOutcome.PASS : GateOutcome.FAIL,
                expected,
                "known to " + Unit.SHARE.format(known.value()),
                "");
    }
}
