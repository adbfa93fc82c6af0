package io.headroom.foreign;

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
public final class LoadTimeline implements LogListener {

    static final int MOST_BUCKETS = 4096;

    private static final long SHORTEST_BUCKET_MILLIS = 100;

    /** A user who asks for a request that is not there is told of no more. */
    private static final int MOST_NAMES = 20;

    /** Gatling replaces a user of a closed workload within a millisecond. */
    private static final int AT_ONCE_MILLIS = 2;

    /** One log's times count from its own start. */
    private static final long ALONE = -1;

    private final Optional<String> request;
    private final long runStartEpochMillis;
    private int offsetMillis;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private long bucketMillis = SHORTEST_BUCKET_MILLIS;
    private int endsToFollow;
    private int lastEndMillis;
    private String lastMessage = "";
    private Outcome lastFailure = Outcome.OTHER_ERROR;

    /** @param request name of the requests that count; nothing for all */
    public LoadTimeline(Optional<String> request) {
        this(request, ALONE);
    }

    /**
     * Of several injectors.
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
        offsetMillis = runStartEpochMillis < 0 ? 0 : Math.toIntExact(header.startEpochMillis() - runStartEpochMillis);
        endsToFollow = 0;
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        if (request.isPresent() && !request.get().equals(name)) {
            if (names.size() < MOST_NAMES) {
                names.add(name);
            }
            return;
        }
        Outcome outcome = ok ? Outcome.OK : failure(message);
        at(startMillis).sent(outcome, endMillis - startMillis);
        if (outcome == Outcome.OK) {
            at(endMillis).answeredOk();
        }
    }

    /** Nearly always the same message as before. */
    private Outcome failure(String message) {
        if (!message.equals(lastMessage)) {
            lastMessage = message;
            lastFailure = Outcome.ofMessage(false, message);
        }
        return lastFailure;
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        if (!start) {
            at(millis).userEnded();
            endsToFollow = millis == lastEndMillis ? endsToFollow + 1 : 1;
            lastEndMillis = millis;
            return;
        }
        at(millis).userStarted();
        if (endsToFollow > 0 && millis - lastEndMillis <= AT_ONCE_MILLIS) {
            at(millis).userEndFollowed();
            endsToFollow--;
        }
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

    /** Where the requests are: the first bucket with one, and the one after the last. Equal when there is none. */
    Stretch loaded() {
        int from = 0;
        while (from < size() && buckets.get(from).sent() == 0) {
            from++;
        }
        int to = size();
        while (to > from && buckets.get(to - 1).sent() == 0) {
            to--;
        }
        return new Stretch(from, to);
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

    /** Users that started in each bucket. */
    long[] userStarts() {
        return buckets.stream().mapToLong(Bucket::userStarts).toArray();
    }
}
