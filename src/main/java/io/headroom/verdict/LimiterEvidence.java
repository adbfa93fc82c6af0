package io.headroom.verdict;

import io.headroom.saturation.RateLimiter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts into words why a rate limiter, not the service, refused. */
final class LimiterEvidence {

    private static final String ADVICE =
            "; have it raised, or measure the service behind it, to learn what the service can take";

    private LimiterEvidence() {}

    /**
     * Describes the evidence, e.g. {@code it lets that rate pass whatever is offered, and refuses the rest (HTTP 429) while the service
     * is idle, with 0.04 requests in it}.
     */
    static String of(RateLimiter limiter) {
        String passes = "it lets that rate pass whatever is offered, and refuses the rest" + statuses(limiter);
        String inFlight = String.format(Locale.ROOT, limiter.inFlight() < 1 ? "%.2f" : "%.1f", limiter.inFlight());
        return switch (limiter.certainty()) {
            case PROVEN -> passes + " while the service is idle, with " + inFlight + " requests in it" + ADVICE;
            case POSSIBLE ->
                passes + ", and no request waits; a service without a queue that is full with " + inFlight
                        + " requests in it would look the same" + ADVICE;
        };
    }

    private static String statuses(RateLimiter limiter) {
        return limiter.statuses().isEmpty()
                ? ""
                : limiter.statuses().keySet().stream()
                        .map(status -> Integer.toString(status))
                        .collect(Collectors.joining(" and ", " (HTTP ", ")"));
    }
}
