package io.headroom.standin;

/** The state of a {@link RateLimit}. */
final class TokenBucket {

    private final RateLimit limit;
    private double tokens;
    private long filledNanos;

    TokenBucket(RateLimit limit, long nowNanos) {
        this.limit = limit;
        this.tokens = limit.burst();
        this.filledNanos = nowNanos;
    }

    /** Takes a token, and returns whether there was one. */
    boolean take(long nowNanos) {
        tokens = Math.min(limit.burst(), tokens + (nowNanos - filledNanos) / 1e9 * limit.requestsPerSecond());
        filledNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
