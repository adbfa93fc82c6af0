package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.report.Figures;
import io.headroom.saturation.RateLimiter;
import java.util.List;
import java.util.Locale;

/** The rate limiter that refused, in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RateLimiterJson(
        double ratePerSecond,
        SaturationJson.Confidence95Json confidence95,
        String certainty,
        double inFlight,
        List<Integer> statuses) {

    static RateLimiterJson of(RateLimiter limiter) {
        return new RateLimiterJson(
                Figures.rounded(limiter.perSecond()),
                new SaturationJson.Confidence95Json(
                        Figures.rounded(limiter.lowPerSecond()), Figures.rounded(limiter.highPerSecond())),
                limiter.certainty().name().toLowerCase(Locale.ROOT),
                Figures.rounded(limiter.inFlight()),
                List.copyOf(limiter.statuses().keySet()));
    }
}
