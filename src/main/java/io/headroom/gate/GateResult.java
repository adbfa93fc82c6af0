package io.headroom.gate;

import java.util.Locale;

/**
 * The result of one gate.
 *
 * @param name     key of its setting, below {@code headroom.gates}
 * @param outcome  whether the gate passes
 * @param expected wanted value, in words
 * @param measured measured value in words, or the reason why it is not known
 * @param settles  what to change so that the gate can decide; empty unless it is inconclusive
 */
public record GateResult(String name, GateOutcome outcome, String expected, String measured, String settles) {

    /** The outcome of a gate. */
    public enum GateOutcome {
        /** The whole confidence interval is on the good side of the limit. */
        PASS,
        /** The whole confidence interval is on the bad side of the limit. */
        FAIL,
        /** The limit lies within the confidence interval, or the figure is not known. */
        INCONCLUSIVE;

        /** Returns the name used in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
