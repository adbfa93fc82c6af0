package io.headroom.standin;

/**
 * Counts of what the stand-in has answered.
 *
 * @param served   requests that were scored: 200
 * @param refused  requests that met a full pod, or found the limit of the rate used up
 * @param failed   requests that met a failing pod, 502 or 503, or were not answered before the time-out of the gateway, 504
 * @param rejected requests with a wrong key, path, method, type or body: 4xx
 */
public record Tally(long served, long refused, long failed, long rejected) {

    /** Returns how many requests were answered. */
    public long total() {
        return served + refused + failed + rejected;
    }
}
