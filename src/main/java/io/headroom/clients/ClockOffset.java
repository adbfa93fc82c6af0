package io.headroom.clients;

/**
 * How far an injector's clock is behind the coordinator's, as the Network Time Protocol estimates it (D. L. Mills, RFC 5905,
 * section 8): the coordinator's answer is taken to be of the middle between question and answer, which is wrong by at most half the
 * time between these. Of several estimates that of the shortest time is kept.
 */
final class ClockOffset {

    private double millis;
    private double errorMillis = Double.POSITIVE_INFINITY;

    /**
     * A question was answered.
     *
     * @param askedMillis    the injector's clock when it asked
     * @param answeredMillis the coordinator's clock when it answered
     * @param heardMillis    the injector's clock when it heard the answer
     */
    synchronized void heard(double askedMillis, double answeredMillis, double heardMillis) {
        double error = Math.abs(heardMillis - askedMillis) / 2;
        if (error < errorMillis) {
            errorMillis = error;
            millis = answeredMillis - (askedMillis + heardMillis) / 2;
        }
    }

    /** What has to be added to the injector's clock to get the coordinator's; 0 as long as nothing is known. */
    synchronized double millis() {
        return millis;
    }

    /** That is right to so many milliseconds; infinite as long as nothing is known. */
    synchronized double errorMillis() {
        return errorMillis;
    }
}
