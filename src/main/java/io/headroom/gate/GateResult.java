package io.headroom.gate;

import java.util.Locale;

/**
 * What one gate says.
 *
 * @param name     the setting that it comes from, below {@code headroom.gates}
 * @param outcome  in one word
 * @param expected what was wanted, in words
 * @param measured what was seen, in words; of what is not known, why not
 * @param settles  what would settle it; empty unless it is inconclusive
 */
public record GateResult(String name, GateOutcome outcome, String expected, String measured, String settles) {

    /** Whether a run gets through. */
    public enum GateOutcome {
        /** Beyond the noise of the measurement. */
        PASS,
        /** Beyond the noise of the measurement. */
        FAIL,
        /** The measurement cannot tell. */
        INCONCLUSIVE;

        /** The name used in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
