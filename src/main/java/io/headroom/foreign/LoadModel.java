package io.headroom.foreign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a simulation holds constant: the number of users that are there at the same time (closed), or the number that come
 * per second (open).
 *
 * @param closed which of the two
 * @param reason what in the log shows it, in words
 */
record LoadModel(boolean closed, String reason) {

    /** Where all users stay on, hardly more come in all than are ever there together. */
    private static final double STAYING = 2;

    /** And each of them sends again and again. */
    private static final double REQUESTS_OF_A_STAYING_USER = 5;

    /** In a closed workload the next user comes when one leaves; the ends of ramps and levels apart. */
    private static final double REPLACED = 0.8;

    /** One who comes because another one leaves cannot come more evenly than that; arrivals by the clock do. */
    private static final double MORE_EVEN = 0.5;

    /** Several users who wait for answers do not come as evenly as this, however even the answers are. */
    private static final double CLOCK = 0.1;

    static LoadModel of(LoadTimeline timeline, BucketRange loaded) {
        Bucket all = timeline.sum(0, timeline.size());
        long most = Arrays.stream(timeline.activeUsers()).max().orElse(0);
        if (all.userStarts() == 0) {
            return new LoadModel(false, "the log tells of no users, only of their requests");
        }
        double requestsPerUser = (double) all.sent() / all.userStarts();
        if (all.userStarts() <= STAYING * most && requestsPerUser >= REQUESTS_OF_A_STAYING_USER) {
            return new LoadModel(true, staying(all.userStarts(), requestsPerUser));
        }
        double seconds = Math.max(1, loaded.length()) * timeline.bucketMillis() / 1000.0;
        Optional<Replacement> replacing = timeline.replacements().stream()
                .filter(replacement -> isReplacing(replacement, all.userStarts() / seconds))
                .findFirst();
        if (replacing.isPresent() && !comeByTheClock(timeline, most) && isHeld(timeline, loaded)) {
            return new LoadModel(true, replaced(replacing.get().share()));
        }
        return new LoadModel(false, coming(requestsPerUser));
    }

    private static String staying(long users, double requestsPerUser) {
        return String.format(Locale.ROOT, "its %d users stay and send %.0f requests each", users, requestsPerUser);
    }

    private static String replaced(double share) {
        return String.format(Locale.ROOT, "%.0f %% of its users are replaced at once when they leave", 100 * share);
    }

    private static String coming(double requestsPerUser) {
        return String.format(
                Locale.ROOT,
                "its users come whether or not earlier ones have left, and send %.1f requests each",
                requestsPerUser);
    }

    private static boolean isReplacing(Replacement replacement, double arrivalsPerSecond) {
        double byChance = replacement.byChance(arrivalsPerSecond);
        return replacement.share() >= REPLACED && replacement.share() > byChance + (1 - byChance) / 2;
    }

    private static boolean comeByTheClock(LoadTimeline timeline, long most) {
        return timeline.starts().unevenMillis() < MORE_EVEN * timeline.ends().unevenMillis()
                || (most > 1 && timeline.starts().uneven() < CLOCK);
    }

    /** Whether in most buckets as many users come as leave, give or take one in fifty. */
    private static boolean isHeld(LoadTimeline timeline, BucketRange loaded) {
        long[] active = timeline.activeUsers();
        long held = 0;
        for (int i = loaded.from() + 1; i < loaded.to(); i++) {
            held += Math.abs(active[i] - active[i - 1]) <= Math.max(1, active[i] / 50) ? 1 : 0;
        }
        return 2 * held > loaded.length();
    }
}
