package io.headroom.standin;

/**
 * A token bucket before the router, as a gateway has one. A request that finds no token is answered 429.
 *
 * @param requestsPerSecond tokens that are added each second; above 0
 * @param burst             most tokens in the bucket, and how many it starts with; at least 1
 */
public record RateLimit(double requestsPerSecond, int burst) {

    public RateLimit {
        StandInSettings.require(requestsPerSecond > 0, "the limit of requests per second must be above 0");
        StandInSettings.require(burst >= 1, "the burst of a limit must be at least 1");
    }
}
