package io.headroom.clients;

/**
 * Estimates the offset between the coordinator's clock and an injector's as the Network Time Protocol does (D. L. Mills, RFC 5905,
 * section 8). The injector asks at t₁ and receives the answer at t₄ on its own clock; the coordinator answers at t on its clock. The
 * answer is taken to be from the middle, so that {@code offset = t − (t₁ + t₄) ÷ 2}. This is wrong by at most {@code (t₄ − t₁) ÷ 2}.
 * Of several estimates the one with the smallest maximum error is kept.
 */
final class ClockOffset {

    private double millis;
    private double errorMillis = Double.POSITIVE_INFINITY;

    /**
     * Adds an answer of the coordinator. All times are in milliseconds.
     *
     * @param askedMillis    t₁, injector's clock when it asked
     * @param answeredMillis t, coordinator's clock when it answered
     * @param heardMillis    t₄, injector's clock when it received the answer
     */
    synchronized void add(double askedMillis, double answeredMillis, double heardMillis) {
        double error = Math.abs(heardMillis - askedMillis) / 2;
        if (error < errorMillis) {
            errorMillis = error;
            millis = answeredMillis - (askedMillis + heardMillis) / 2;
        }
    }

    /** Returns the coordinator's clock minus the injector's, in milliseconds; 0 before the first answer. */
    synchronized double millis() {
        return millis;
    }

    /** Returns the maximum error of the offset, in milliseconds; infinite before the first answer. */
    synchronized double errorMillis() {
        return errorMillis;
    }
}
