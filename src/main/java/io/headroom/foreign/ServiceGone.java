package io.headroom.foreign;

import io.headroom.load.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds a period in which the service was not there: no request succeeded, and most found nobody who would take them. A run
 * with such a period says nothing about a capacity.
 */
final class ServiceGone {

    /** Fewest requests of such a period; that many do not all fail by chance. */
    private static final long LEAST_REQUESTS = 20;

    /** Shortest such period, in milliseconds … */
    private static final long SHORTEST_MILLIS = 1500;

    /** … and as a share of the loaded time. A shorter one is a failure among others. */
    private static final double SHORTEST_SHARE = 0.1;

    private ServiceGone() {}

    /** Returns that the service was gone, with the time from when on; empty if it never was. */
    static Optional<ForeignResult> of(LoadTimeline timeline) {
        BucketRange loaded = timeline.loaded();
        BucketRange longest = new BucketRange(0, 0);
        int from = loaded.from();
        for (int i = loaded.from(); i <= loaded.to(); i++) {
            if (i == loaded.to() || timeline.bucket(i).sent(Outcome.OK) > 0) {
                longest = i - from > longest.length() ? new BucketRange(from, i) : longest;
                from = i + 1;
            }
        }
        Bucket sum = timeline.sum(longest.from(), longest.to());
        long shortest = Math.max(SHORTEST_MILLIS, (long) (SHORTEST_SHARE * loaded.length() * timeline.bucketMillis()));
        boolean gone = sum.sent() >= LEAST_REQUESTS
                && 2 * (sum.sent(Outcome.NOT_READY) + sum.sent(Outcome.OTHER_ERROR)) > sum.sent()
                && longest.length() * timeline.bucketMillis() >= shortest;
        return gone ? Optional.of(new ForeignResult.Undecided(words(timeline, longest, sum))) : Optional.empty();
    }

    private static String words(LoadTimeline timeline, BucketRange period, Bucket sum) {
        return String.format(
                Locale.ROOT,
                "the service was gone: none of the %d requests that were sent from %.1f s to %.1f s succeeded",
                sum.sent(),
                period.from() * timeline.bucketMillis() / 1000.0,
                period.to() * timeline.bucketMillis() / 1000.0);
    }
}
