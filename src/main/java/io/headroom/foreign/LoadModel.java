package io.headroom.foreign;

import java.util.Arrays;
import java.util.Locale;

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

    /** By chance, arrivals of λ per second follow within w with {@code 1 − exp(−λ·w)}; beyond it is no chance. */
    private static final double CHANCE_WINDOW_SECONDS = 0.003;

    static LoadModel of(LoadTimeline timeline, Stretch loaded) {
        Bucket all = timeline.sum(0, timeline.size());
        long most = Arrays.stream(timeline.activeUsers()).max().orElse(0);
        double requestsPerUser = (double) all.sent() / Math.max(1, all.userStarts());
        if (all.userStarts() <= STAYING * most && requestsPerUser >= REQUESTS_OF_A_STAYING_USER) {
            return new LoadModel(
                    true,
                    String.format(
                            Locale.ROOT,
                            "its %d users stay and send %.0f requests each",
                            all.userStarts(),
                            requestsPerUser));
        }
        double replaced = (double) all.userEndsFollowed() / Math.max(1, all.userEnds());
        double seconds = Math.max(1, loaded.length()) * timeline.bucketMillis() / 1000.0;
        double byChance = 1 - Math.exp(-all.userStarts() / seconds * CHANCE_WINDOW_SECONDS);
        if (replaced >= REPLACED && replaced > byChance + (1 - byChance) / 2 && isHeld(timeline, loaded)) {
            return new LoadModel(
                    true,
                    String.format(
                            Locale.ROOT, "%.0f %% of its users are replaced at once when they leave", 100 * replaced));
        }
        return new LoadModel(
                false,
                String.format(
                        Locale.ROOT,
                        "its users come whether or not earlier ones have left, and send %.1f requests each",
                        requestsPerUser));
    }

    /** Whether in most buckets as many users come as leave, give or take one in fifty. */
    private static boolean isHeld(LoadTimeline timeline, Stretch loaded) {
        long[] active = timeline.activeUsers();
        long held = 0;
        for (int i = loaded.from() + 1; i < loaded.to(); i++) {
            held += Math.abs(active[i] - active[i - 1]) <= Math.max(1, active[i] / 50) ? 1 : 0;
        }
        return 2 * held > loaded.length();
    }
}
