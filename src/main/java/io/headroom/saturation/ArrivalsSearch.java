package io.headroom.saturation;

import io.headroom.load.ImpossibleRunException;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Searches the capacity with an open loop, in three phases. The warm-up shows the latency of one request. A ramp
 * doubles the rate until the service falls short. Then rounds offer more than the service can take and measure what it
 * serves: the {@link Plateau}. A service that never refuses falls short, too: as many requests as may be in flight wait
 * for it ({@link MostInFlight}, {@link OverloadRule}).
 *
 * <p>The search does not look for the lowest rate that is refused. Nothing is refused before the queues are full, so
 * such a probe overestimates the capacity by the share {@code q·S ÷ (c·k·T)}, with q places in the queues, c·k requests
 * in service at a time, each taking S, and a probe of length T. Under overload every answer informs.
 */
public final class ArrivalsSearch implements SaturationSearch<ArrivalsResult> {

    /** The service falls short if it serves less than this share of the offered rate … */
    private static final double SERVED = 0.85;

    /** … or refuses at least this share of the requests, and at least {@code LEAST_REFUSED} of them. */
    private static final double REFUSED = 0.05;

    private static final int LEAST_REFUSED = 10;
    private static final double RAMP = 2;

    /** Expected number of requests in the window of a step on the ramp. */
    private static final int RAMP_REQUESTS = 100;

    /** Expected number of answers in a window on the plateau. */
    private static final int WINDOW_REQUESTS = 300;

    private static final int LATENCIES_PER_WINDOW = 10;
    private static final int LATENCIES_TO_SETTLE = 2;
    private static final int LATENCIES_TO_FILL = 30;
    private static final Duration LEAST_FILL = Duration.ofSeconds(60);
    private static final Duration LEAST_SETTLING = Duration.ofSeconds(1);
    private static final Duration LEAST_RAMP_STEP = Duration.ofSeconds(5);

    private final ArrivalsSettings settings;
    private final SaturationRule rule;
    private final OverloadRule overload;

    public ArrivalsSearch(ArrivalsSettings settings, SaturationRule rule) {
        this.settings = settings;
        this.rule = rule;
        this.overload = new OverloadRule(rule);
    }

    /**
     * {@inheritDoc}
     *
     * @param finished all finished steps of the run, starting with those of the warm-up
     */
    @Override
    public Decision<ArrivalsResult> next(List<StepStatistics> finished) {
        Plateau plateau = null;
        StepStatistics last = null;
        StepStatistics warm = null;
        Stall stall = Stall.NONE;
        for (StepStatistics step : finished) {
            StepVerdict verdict = overload.judge(step, finished);
            Purpose purpose = step.step().purpose();
            boolean searches = purpose == Purpose.UP || purpose == Purpose.PLATEAU;
            boolean limited = verdict == StepVerdict.INJECTOR_BOUND;
            stall = searches ? stall.after(step, verdict) : stall;
            if (verdict == StepVerdict.WRONG_TEST || stall.isFinal() || (searches && !limited && servedNothing(step))) {
                return new Decision.Ended<>(new ArrivalsResult.NoCapacity(step, useless(step, verdict)));
            }
            switch (purpose) {
                case WARM_UP -> warm = step;
                case UP -> {
                    last = step;
                    plateau = !limited && isOverloaded(step, finished)
                            ? Plateau.begun(settings, step.goodputPerSecond())
                            : null;
                }
                case PLATEAU -> {
                    // the log may show the last step of the ramp less overloaded than it looked while the run went on
                    Plateau begun = plateau == null
                            ? Plateau.begun(settings, ramped(last, step).goodputPerSecond())
                            : plateau;
                    plateau = limited
                            ? begun
                            : begun.with(step, overload.waiting(step, finished).isPresent());
                }
                case DOWN, BOUNDARY, ONE_PERCENT, LIMIT, RATE_LIMIT, HOLD, TARGET, FINE_TUNING -> {
                    // not a step of this search
                }
            }
        }
        if (warm == null) {
            throw new ImpossibleRunException("a search with arrivals has no warm-up");
        }
        if (plateau != null) {
            return plateau.next(timing(warm, WINDOW_REQUESTS / plateau.perSecond()));
        }
        boolean warmUpFailed = last == null && warm.goodputPerSecond() == 0;
        return warmUpFailed
                ? new Decision.Ended<>(new ArrivalsResult.NoCapacity(warm, rule.judge(warm)))
                : ramp(warm, last, finished);
    }

    /** Returns whether nothing that was sent in the window was served, or nothing was served before the window ended. */
    private static boolean servedNothing(StepStatistics step) {
        return step.counts().of(Outcome.OK) == 0 || step.goodputPerSecond() == 0;
    }

    /** Returns why a step shows no capacity: one whose successes all came after its window does not show it either. */
    private static StepVerdict useless(StepStatistics step, StepVerdict verdict) {
        boolean late = step.counts().of(Outcome.OK) > 0 && step.goodputPerSecond() == 0;
        return late && verdict == StepVerdict.CLEAN ? StepVerdict.UNMEASURED : verdict;
    }

    /** Returns the last step of the ramp, which a step under overload cannot do without. */
    private static StepStatistics ramped(StepStatistics last, StepStatistics step) {
        if (last == null || servedNothing(last)) {
            throw new ImpossibleRunException("no step of the ramp that was served comes before "
                    + step.step().label());
        }
        return last;
    }

    private Decision<ArrivalsResult> ramp(StepStatistics warm, StepStatistics last, List<StepStatistics> finished) {
        double rate = last == null ? warm.goodputPerSecond() : RAMP * rate(last);
        boolean limited = last != null && overload.judge(last, finished) == StepVerdict.INJECTOR_BOUND;
        if (last != null && !limited && rate(last) >= settings.maximumRate()) {
            return new Decision.Ended<>(new ArrivalsResult.NotSaturated(last));
        }
        double offered = Math.min(rate, settings.maximumRate());
        double seconds = Math.max(
                LEAST_RAMP_STEP.toMillis() / 1000.0,
                Math.max(LATENCIES_PER_WINDOW * latencySeconds(warm), RAMP_REQUESTS / offered));
        Timing next = new Timing(0, Duration.ZERO, settling(warm), settings.window(seconds));
        Timing timing = last == null ? next.settledFor(Timing.CONNECTIONS_CLOSE) : next;
        return new Decision.Offer<>(1, Purpose.UP, new Arrivals(offered, settings.spacing()), Optional.of(timing));
    }

    private Timing timing(StepStatistics warm, double leastSeconds) {
        double latency = latencySeconds(warm);
        double fill = Math.max(LEAST_FILL.toMillis() / 1000.0, LATENCIES_TO_FILL * latency);
        double window = Math.max(leastSeconds, LATENCIES_PER_WINDOW * latency);
        return new Timing(LEAST_REFUSED, Timing.seconds(fill), settling(warm), settings.window(window));
    }

    private static Duration settling(StepStatistics warm) {
        return Timing.seconds(Math.max(LEAST_SETTLING.toMillis() / 1000.0, LATENCIES_TO_SETTLE * latencySeconds(warm)));
    }

    private static double latencySeconds(StepStatistics step) {
        return step.latency().p50() / 1000.0;
    }

    private boolean isOverloaded(StepStatistics step, List<StepStatistics> finished) {
        long refused = step.counts().of(Outcome.REFUSED);
        return step.goodputPerSecond() < SERVED * rate(step)
                || (refused >= LEAST_REFUSED && step.refusedShare() >= REFUSED)
                || overload.waiting(step, finished).isPresent();
    }

    static double rate(StepStatistics step) {
        return step.offered()
                .offeredPerSecond()
                .orElseThrow(() -> new ImpossibleRunException(
                        "not a step of an arrivals search: " + step.step().label()));
    }
}
