package io.headroom.foreign;

import io.headroom.load.LastFailure;
import io.headroom.load.Outcome;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run in equal buckets of time, filled while its log streams by. There are at most {@value #MOST_BUCKETS}: when the run
 * gets longer, neighbours are added up and a bucket covers twice the time. So memory depends neither on the number of
 * requests nor on the length of the run.
 */
public class LoadTimeline implements LogListener {

    static final int MOST_BUCKETS = 4096;

    private static final long SHORTEST_BUCKET_MILLIS = 100;

    /** A user who asks for a request that is not there is told of no more. */
    private static final int MOST_NAMES = 20;

    /**
     * Gatling replaces a user of a closed workload at once: mostly within 2 ms, but some releases take up to 10. The longer
     * time catches them all; the shorter one still tells replacement from chance where very many users come.
     */
    private static final List<Integer> AT_ONCE_MILLIS = List.of(2, 10);

    private final Optional<String> request;
    private final long runStartEpochMillis;
    private int offsetMillis;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private long bucketMillis = SHORTEST_BUCKET_MILLIS;
    private final List<Replacement> replacements =
            AT_ONCE_MILLIS.stream().map(Replacement::new).toList();
    private final Rhythm starts = new Rhythm();
    private final Rhythm ends = new Rhythm();
    private final LastFailure failures = new LastFailure();

    /**
     * Of one injector or several.
     *
     * @param request             name of the requests that count; nothing for all
     * @param runStartEpochMillis when the first of them started; the times of all count from it
     */
    public LoadTimeline(Optional<String> request, long runStartEpochMillis) {
        this.request = request;
        this.runStartEpochMillis = runStartEpochMillis;
    }

    @Override
    public void run(RunHeader header) {
        offsetMillis = Math.toIntExact(header.startEpochMillis() - runStartEpochMillis);
        replacements.forEach(Replacement::begin);
        starts.begin();
        ends.begin();
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        if (request.isPresent() && !request.get().equals(name)) {
            if (names.size() < MOST_NAMES) {
                names.add(name);
            }
            return;
        }
        Outcome outcome = ok ? Outcome.OK : failures.of(message);
        at(startMillis).sent(outcome, endMillis - startMillis);
        if (outcome == Outcome.OK) {
            at(endMillis).answeredOk();
        }
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        if (start) {
            at(millis).userStarted();
            starts.event(millis);
        } else {
            at(millis).userEnded();
            ends.event(millis);
        }
        replacements.forEach(replacement -> replacement.user(start, millis));
    }

    private Bucket at(int injectorMillis) {
        long millis = Math.max(0, (long) injectorMillis + offsetMillis);
        long index = millis / bucketMillis;
        while (index >= MOST_BUCKETS) {
            halve();
            index = millis / bucketMillis;
        }
        while (buckets.size() <= index) {
            buckets.add(new Bucket());
        }
        return buckets.get((int) index);
    }

    private void halve() {
        int half = (buckets.size() + 1) / 2;
        for (int i = 0; i < half; i++) {
            Bucket pair = buckets.get(2 * i);
            if (2 * i + 1 < buckets.size()) {
                pair.add(buckets.get(2 * i + 1));
            }
            buckets.set(i, pair);
        }
        buckets.subList(half, buckets.size()).clear();
        bucketMillis *= 2;
    }

    /** Why there is nothing to divide. */
    String nothingSent() {
        return request.map(wanted -> "no request is named '" + wanted + "'; the log has "
                        + (names.isEmpty() ? "none at all" : String.join(", ", names)))
                .orElse("the log holds no request");
    }

    long bucketMillis() {
        return bucketMillis;
    }

    int size() {
        return buckets.size();
    }

    Bucket bucket(int index) {
        return buckets.get(index);
    }

    /** All of the buckets from one to another, that one excluded. */
    Bucket sum(int from, int to) {
        Bucket sum = new Bucket();
        buckets.subList(from, to).forEach(sum::add);
        return sum;
    }

    /** Requests sent in a part of the run that ended so; a bucket that is only partly in it counts by that part. */
    double sent(Outcome outcome, long fromMillis, long toMillis) {
        double sent = 0;
        for (int i = (int) Math.max(0, fromMillis / bucketMillis); i < size() && i * bucketMillis < toMillis; i++) {
            long from = Math.max(fromMillis, i * bucketMillis);
            long to = Math.min(toMillis, (i + 1) * bucketMillis);
            sent += buckets.get(i).sent(outcome) * (double) (to - from) / bucketMillis;
        }
        return sent;
    }

    /** Where the requests are: the first bucket with one, and the one after the last. Equal when there is none. */
    BucketRange loaded() {
        int from = 0;
        while (from < size() && buckets.get(from).sent() == 0) {
            from++;
        }
        int to = size();
        while (to > from && buckets.get(to - 1).sent() == 0) {
            to--;
        }
        return new BucketRange(from, to);
    }

    /** Users active at the end of each bucket. */
    long[] activeUsers() {
        long[] active = new long[size()];
        long now = 0;
        for (int i = 0; i < active.length; i++) {
            now += buckets.get(i).userStarts() - buckets.get(i).userEnds();
            active[i] = now;
        }
        return active;
    }

    /** How users are replaced, for each time that counts as at once. */
    List<Replacement> replacements() {
        return replacements;
    }

    /** When users start. */
    Rhythm starts() {
        return starts;
    }

    /** When users leave. */
    Rhythm ends() {
        return ends;
    }

    /** Users that started in each bucket. */
    long[] userStarts() {
        return buckets.stream().mapToLong(Bucket::userStarts).toArray();
    }
}
