package io.headroom.foreign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The quantity that a simulation controls: the number of users that are active at the same time (closed), or the number
 * of users that arrive per second (open).
 *
 * @param closed  whether the model is closed
 * @param pausing whether the users of a closed model pause between their requests
 * @param reason  what in the log shows it, in words
 */
record LoadModel(boolean closed, boolean pausing, String reason) {

    /**
     * Users of whom a smaller share waits for an answer, where nothing fails and the users are few, pause between their
     * requests. They are no callers: what they offer is the rate of their requests.
     */
    private static final double BUSY = 0.8;

    /**
     * If all users stay, the total number of users is at most this multiple of the highest number active at the same
     * time …
     */
    private static final double STAYING = 2;

    /** … and each of them sends again and again. */
    private static final double REQUESTS_OF_A_STAYING_USER = 5;

    /**
     * Share of the users that are replaced at once. In a closed model the next user comes when one leaves, except at
     * the end of a ramp or a level.
     */
    private static final double REPLACED = 0.8;

    /**
     * Starts that are less uneven than this multiple of the ends do not follow the ends: a user who comes because
     * another one leaves cannot come that evenly, but arrivals by the clock do.
     */
    private static final double LESS_JITTER = 0.5;

    /**
     * Starts that are less uneven than this go by the clock: several users who wait for answers do not come as evenly,
     * however even the answers are.
     */
    private static final double CLOCK_JITTER = 0.1;

    static LoadModel of(LoadTimeline timeline, BucketRange loaded) {
        Bucket all = timeline.sum(0, timeline.size());
        long most = Arrays.stream(timeline.activeUsers()).max().orElse(0);
        if (all.userStarts() == 0) {
            return new LoadModel(false, false, "the log has no records of users, only of their requests");
        }
        double requestsPerUser = (double) all.sent() / all.userStarts();
        if (all.userStarts() <= STAYING * most && requestsPerUser >= REQUESTS_OF_A_STAYING_USER) {
            return closed(timeline, loaded, staying(all.userStarts(), requestsPerUser));
        }
        double seconds = Math.max(1, loaded.length()) * timeline.bucketMillis() / 1000.0;
        Optional<Replacement> replacing = timeline.replacements().stream()
                .filter(replacement -> isReplacing(replacement, all.userStarts() / seconds))
                .findFirst();
        if (replacing.isPresent() && !comeByTheClock(timeline, most) && isHeld(timeline, loaded)) {
            return closed(timeline, loaded, replaced(replacing.get().share()));
        }
        return new LoadModel(false, false, coming(requestsPerUser));
    }

    private static LoadModel closed(LoadTimeline timeline, BucketRange loaded, String reason) {
        double busy = Pauses.of(timeline, loaded).busyShare();
        return busy >= BUSY
                ? new LoadModel(true, false, reason)
                : new LoadModel(
                        true,
                        true,
                        String.format(
                                Locale.ROOT,
                                "%s; they pause, and only %.1f %% of them wait for an answer at a time, so the load is what"
                                        + " they send",
                                reason,
                                100 * busy));
    }

    /** Returns the model of a simulation that names the callers of each step in a group. */
    LoadModel namedByGroups() {
        return new LoadModel(true, false, "what is in flight shows that the names are true");
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
        return timeline.starts().meanMillis() < LESS_JITTER * timeline.ends().meanMillis()
                || (most > 1 && timeline.starts().relative() < CLOCK_JITTER);
    }

    /** Returns whether in most buckets as many users come as leave, with a tolerance of one in fifty. */
    private static boolean isHeld(LoadTimeline timeline, BucketRange loaded) {
        long[] active = timeline.activeUsers();
        long held = 0;
        for (int i = loaded.from() + 1; i < loaded.to(); i++) {
            held += Math.abs(active[i] - active[i - 1]) <= Math.max(1, active[i] / 50) ? 1 : 0;
        }
        return 2 * held > loaded.length();
    }
}
