package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RateLimiter.Certainty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LimiterSearchTest {

    private static final ArrivalsSettings ARRIVALS = new ArrivalsSettings(
            0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 10_000, Spacing.POISSON, OptionalInt.empty());

    private final LimiterSearch search =
            new LimiterSearch(ARRIVALS, new SaturationRule(5, 0.01, Duration.ofMillis(100)));

    private final List<StepStatistics> finished = new ArrayList<>();

    /**
     * As measured of uvicorn with {@code --limit-concurrency 9} and answers of 100 ms: eight callers that send in step are served 77 times a
     * second, and so are more, some of whom are refused. Of arrivals by chance it serves 67, whatever their rate.
     */
    @Test
    void rateThatRefusedCallersExceedIsNoLimit() {
        addCallers(77);
        addArrivals();

        assertThat(search.next(finished).asResult()).isEqualTo(Optional.of(Optional.empty()));
    }

    /** What callers got, 69 to 71, differs by chance from the 67 of the arrivals. */
    @Test
    void rateThatRefusedCallersExceedByChanceMayBeALimit() {
        addCallers(69);
        addArrivals();

        assertThat(search.next(finished).asResult().orElseThrow()).isPresent();
    }

    /** Callers that are refused get no more than arrivals: then it may be a limiter, or places without a queue. */
    @Test
    void rateThatRefusedCallersKeepMayBeALimit() {
        addCallers(67);
        addArrivals();

        RateLimiter limiter = search.next(finished).asResult().orElseThrow().orElseThrow();
        assertThat(limiter.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(limiter.perSecond()).isEqualTo(66.7, within(0.7));
    }

    private void addCallers(double goodput) {
        add(Purpose.UP, new Callers(4), 37.8, 0);
        add(Purpose.UP, new Callers(16), 1.02 * goodput, 0.460);
        add(Purpose.DOWN, new Callers(12), 1.005 * goodput, 0.328);
        add(Purpose.DOWN, new Callers(9), goodput, 0.114);
        add(Purpose.PLATEAU, new Callers(16), 1.027 * goodput, 0.493);
        add(Purpose.PLATEAU, new Callers(14), goodput, 0.433);
    }

    private void addArrivals() {
        add(Purpose.RATE_LIMIT, new Arrivals(118.64, Spacing.POISSON), 67.0, 0.4222);
        add(Purpose.RATE_LIMIT, new Arrivals(177.96, Spacing.POISSON), 64.7, 0.6414);
        add(Purpose.RATE_LIMIT, new Arrivals(268.91, Spacing.POISSON), 68.4, 0.7433);
    }

    private void add(Purpose purpose, Load load, double goodput, double refused) {
        long ok = Math.round(15 * goodput);
        finished.add(MeasuredStep.of(new Step(finished.size() + 1, 0, purpose, load))
                .window(17_000L * finished.size(), 15_000)
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, Math.round(ok * refused / (1 - refused)))
                .goodput(goodput)
                .latency(103)
                .statistics());
    }
}
