package io.headroom.foreign;

import io.headroom.load.Outcome;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * How the users of a closed model spend their time. Only the time counts in which nothing fails and no more users than for
 * half of the run are active: users who were refused wait before they try again, and in an overloaded service everybody
 * waits. If there is no such time, all of it counts.
 *
 * @param busyShare   share of the users, 0 to 1, that wait for an answer at a time. Times are whole milliseconds, so that
 *                    a request counts as one millisecond longer than it says
 * @param cycleMillis mean time from one request of a user to its next, pauses included
 */
record Pauses(double busyShare, long cycleMillis) {

    static Pauses of(LoadTimeline timeline, BucketRange loaded) {
        long[] active = timeline.activeUsers();
        long[] sorted = Arrays.stream(active, loaded.from(), loaded.to())
                .filter(users -> users > 0)
                .sorted()
                .toArray();
        long few = sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
        return of(timeline, loaded, i -> active[i] <= few && isFlawless(timeline.bucket(i)))
                .or(() -> of(timeline, loaded, i -> true))
                .orElse(new Pauses(1, 0));
    }

    private static boolean isFlawless(Bucket bucket) {
        return bucket.sent() == bucket.sent(Outcome.OK);
    }

    private static Optional<Pauses> of(LoadTimeline timeline, BucketRange loaded, IntPredicate counted) {
        long[] active = timeline.activeUsers();
        long[] inFlightMillis = timeline.inFlightMillis();
        double inFlight = 0;
        double users = 0;
        long requests = 0;
        for (int i = loaded.from() + 1; i < loaded.to() - 1; i++) {
            if (counted.test(i)) {
                inFlight += inFlightMillis[i] + timeline.bucket(i).begun();
                users += active[i] * (double) timeline.bucketMillis();
                requests += timeline.bucket(i).begun();
            }
        }
        return users == 0 || requests == 0
                ? Optional.empty()
                : Optional.of(new Pauses(inFlight / users, (long) (users / requests)));
    }
}
