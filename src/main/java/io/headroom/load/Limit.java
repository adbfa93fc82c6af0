package io.headroom.load;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * What a good service keeps to. A request <em>misses</em> if it is refused, fails, times out, or succeeds later than the limit.
 *
 * @param latencyMillis longest latency of a request that does not miss, in milliseconds; empty if any latency will do
 * @param allowed       largest share of requests that may miss, above 0 and below 1: 0.05 if the latency has to be kept at the 95th
 *                      percentile
 */
public record Limit(OptionalLong latencyMillis, double allowed) {

    public Limit {
        if (!(allowed > 0 && allowed < 1) || latencyMillis.orElse(1) < 1) {
            throw new IllegalArgumentException("limit " + latencyMillis + " ms, allowed " + allowed);
        }
    }

    /**
     * Returns the limit that latencies keep at a percentile.
     *
     * @param percentile above 0 and below 100
     */
    public static Limit ofLatency(long millis, double percentile) {
        return new Limit(OptionalLong.of(millis), (100 - percentile) / 100);
    }

    /** Returns the limit that holds for failures alone, whatever the latency. */
    public static Limit ofFailures(double allowed) {
        return new Limit(OptionalLong.empty(), allowed);
    }

    /** Returns the percentile at which the latency has to be kept, 0 to 100: {@code 100 × (1 − allowed)}, to six decimals. */
    public double percentile() {
        return percent(1 - allowed).doubleValue();
    }

    /** Returns the limit in words, e.g. {@code p95 ≤ 100 ms} or {@code at most 1 % failed}. */
    public String description() {
        return latencyMillis.isPresent()
                ? "p" + text(percent(1 - allowed)) + " ≤ " + latencyMillis.getAsLong() + " ms"
                : "at most " + text(percent(allowed)) + " % failed";
    }

    private static BigDecimal percent(double share) {
        return BigDecimal.valueOf(100 * share).setScale(6, RoundingMode.HALF_UP);
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /**
     * Returns how many requests of a step miss.
     *
     * @throws ImpossibleRunException if the limit has a latency, and those of the step are not known
     */
    public long misses(StepStatistics step) {
        long ok = step.counts().of(Outcome.OK);
        if (latencyMillis.isPresent() && step.successes().total() != ok) {
            throw new ImpossibleRunException("the latencies of " + step.step().label() + " are not known");
        }
        long slow = latencyMillis.isPresent() ? step.successes().above(latencyMillis.getAsLong()) : 0;
        return step.counts().total() - ok + slow;
    }
}
