package io.headroom.standin;

/**
 * What the stand-in has answered.
 *
 * @param served     scored: 200
 * @param refused    full: 503
 * @param badGateway failing: 502
 * @param rejected   wrong key, path, method, type or body: 4xx
 */
public record Tally(long served, long refused, long badGateway, long rejected) {

    /** All scoring requests that were answered. */
    public long total() {
        return served + refused + badGateway + rejected;
    }
}
