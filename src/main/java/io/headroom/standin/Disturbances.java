package io.headroom.standin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What keeps the stand-in from being a service of equal pods that stay.
 *
 * @param failure a failure to act out
 * @param slow    pods that are slower than the others
 * @param change  a change of the number of pods
 * @param limit   a limit of the rate, before the pods
 * @param timeOut longest time that a request may take before the gateway answers 504; a pod works on it all the same
 */
public record Disturbances(
        Optional<Failure> failure,
        Optional<SlowPods> slow,
        Optional<PodsChange> change,
        Optional<RateLimit> limit,
        Optional<Duration> timeOut) {

    /** Nothing disturbs. */
    public static final Disturbances NONE =
            new Disturbances(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Disturbances {
        StandInSettings.require(
                timeOut.stream().allMatch(time -> time.toNanos() > 0), "the time-out of the gateway must be above 0");
    }

    /** Describes what disturbs, each part after a comma; empty when nothing does. */
    String description() {
        return Stream.of(
                        slow.map(pods -> pods.pods() + " slow (" + millis(pods.latency()) + ")"),
                        change.map(later -> later.pods() + " pods after " + seconds(later.after())),
                        limit.map(rate -> String.format(
                                Locale.ROOT,
                                "at most %.1f req/s in bursts of %d",
                                rate.requestsPerSecond(),
                                rate.burst())),
                        timeOut.map(time -> "504 after " + seconds(time)),
                        failure.map(acted ->
                                acted.pods() + " failing (" + acted.mode().word() + ") after " + seconds(acted.after())
                                        + " for " + seconds(acted.lasting())))
                .flatMap(Optional::stream)
                .map(part -> ", " + part)
                .collect(Collectors.joining());
    }

    private static String millis(Duration duration) {
        return duration.toNanos() / 1e6 + " ms";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1e3 + " s";
    }
}
