package io.headroom.foreign;

import io.headroom.load.FailureMessage;
import io.headroom.load.LastFailure;
import io.headroom.load.Outcome;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A run in buckets of equal length, filled while the log is read. There are at most {@value #MOST_BUCKETS} buckets. If
 * the run gets longer, pairs of neighbours are added up, and a bucket covers twice the time. So memory depends neither
 * on the number of requests nor on the length of the run.
 */
public class LoadTimeline implements LogListener {

    static final int MOST_BUCKETS = 4096;

    private static final long SHORTEST_BUCKET_MILLIS = 100;

    /** Parts of the run that are compared by their latency, and the fewest answers of one that counts. */
    private static final int PARTS = 20;

    private static final int LEAST_ANSWERS = 5;

    /** Most names of requests that are listed if there is no request of the wanted name. */
    private static final int MOST_NAMES = 20;

    /**
     * Times within which a user counts as replaced at once. Gatling replaces a user of a closed workload mostly within
     * 2 ms, but some releases take up to 10 ms. The longer time catches them all. The shorter one still tells
     * replacement from chance if very many users come.
     */
    private static final List<Integer> AT_ONCE_MILLIS = List.of(2, 10);

    private final Optional<String> request;
    private final long runStartEpochMillis;
    private int offsetMillis;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private int doublings;
    private Bucket last = new Bucket();
    private long lastFromMillis;
    private long lastToMillis;
    private final List<Replacement> replacements =
            AT_ONCE_MILLIS.stream().map(Replacement::new).toList();
    private long firstStartMillis = Long.MAX_VALUE;
    private long lastEndMillis;
    private final Jitter starts = new Jitter();
    private final Jitter ends = new Jitter();
    private final RequestNames requests = new RequestNames();
    private final GroupPeriods groupPeriods = new GroupPeriods();
    private final LastFailure failures = new LastFailure();

    /**
     * Creates the timeline of one injector, or of several.
     *
     * @param request             name of the requests that count; empty for all
     * @param runStartEpochMillis start of the first injector; the times of all injectors count from it
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
        long start = sinceStart(startMillis);
        long end = Math.max(start, sinceStart(endMillis));
        Bucket ended = atEnd(end);
        Bucket begun =
                start >= lastFromMillis ? ended : at(start); // after the later one, which may make the buckets longer
        begun.begun(start);
        ended.ended(end);
        if (request.isPresent() && !request.get().equals(name)) {
            if (names.size() < MOST_NAMES) {
                names.add(name);
            }
            return;
        }
        firstStartMillis = Math.min(firstStartMillis, start);
        lastEndMillis = Math.max(lastEndMillis, end);
        groupPeriods.request(groups, start, end);
        if (ok) {
            requests.succeeded(name);
            begun.sent(Outcome.OK, end - start);
            ended.answeredOk();
        } else {
            FailureMessage failure = failures.of(message);
            requests.failed(name, failure.outcome(), message);
            begun.sent(failure.outcome(), end - start);
            begun.failed(failure);
        }
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        if (start) {
            at(sinceStart(millis)).userStarted();
            starts.event(millis);
        } else {
            at(sinceStart(millis)).userEnded();
            ends.event(millis);
        }
        replacements.forEach(replacement -> replacement.user(start, millis));
    }

    private long sinceStart(int injectorMillis) {
        return Math.max(0, (long) injectorMillis + offsetMillis);
    }

    private Bucket at(long millis) {
        long index = index(millis);
        while (index >= MOST_BUCKETS) {
            halve();
            index = index(millis);
        }
        while (buckets.size() <= index) {
            buckets.add(new Bucket());
        }
        return buckets.get((int) index);
    }

    /** Returns the bucket in which a request ends. Requests are in the order of their ends, so that it mostly is the last one again. */
    private Bucket atEnd(long millis) {
        if (millis < lastFromMillis || millis >= lastToMillis) {
            last = at(millis);
            lastFromMillis = index(millis) * bucketMillis();
            lastToMillis = lastFromMillis + bucketMillis();
        }
        return last;
    }

    /** Divides by a constant and by a power of two, which is faster than by a variable. */
    private long index(long millis) {
        return (millis / SHORTEST_BUCKET_MILLIS) >> doublings;
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
        doublings++;
        lastToMillis = 0; // its bucket may be a part of another one now
    }

    /** Returns the requests that count, by their names. */
    RequestNames requests() {
        return requests;
    }

    /**
     * Returns the lowest median latency of {@value #PARTS} equal parts of the run, in milliseconds. It contains the least waiting:
     * in an overloaded service latencies grow as long as the load lasts.
     */
    long leastLatencyMillis() {
        BucketRange loaded = loaded();
        return IntStream.range(0, PARTS)
                .mapToObj(part -> sum(
                                loaded.from() + part * loaded.length() / PARTS,
                                loaded.from() + (part + 1) * loaded.length() / PARTS)
                        .latency())
                .filter(latency -> latency.getTotalCount() >= LEAST_ANSWERS)
                .mapToLong(latency -> latency.getValueAtPercentile(50))
                .min()
                .orElseGet(() -> sum(0, size()).latency().getValueAtPercentile(50));
    }

    /** Returns the time from the start of the first request to the end of the last one, in milliseconds. */
    long requestMillis() {
        return Math.max(0, lastEndMillis - firstStartMillis);
    }

    /** Returns the time that each group of requests took. */
    GroupPeriods groupPeriods() {
        return groupPeriods;
    }

    /** Returns the time that requests of any name were in flight within each bucket, in milliseconds, summed over them. */
    long[] inFlightMillis() {
        long[] millis = new long[size()];
        long before = 0;
        for (int i = 0; i < millis.length; i++) {
            millis[i] = buckets.get(i).inFlightMillis(before, i * bucketMillis(), (i + 1) * bucketMillis());
            before += buckets.get(i).moreInFlight();
        }
        return millis;
    }

    /** Returns the mean number of requests of any name that are in flight in a range of buckets. */
    double meanInFlight(BucketRange range) {
        long millis = Arrays.stream(inFlightMillis(), range.from(), range.to()).sum();
        return range.length() == 0 ? 0 : (double) millis / range.length() / bucketMillis();
    }

    /** Returns why there is nothing to divide into steps. */
    String nothingSent() {
        return request.map(wanted -> "no request is named '" + wanted + "'; the log has "
                        + (names.isEmpty() ? "none at all" : String.join(", ", names)))
                .orElse("the log holds no request");
    }

    long bucketMillis() {
        return SHORTEST_BUCKET_MILLIS << doublings;
    }

    int size() {
        return buckets.size();
    }

    Bucket bucket(int index) {
        return buckets.get(index);
    }

    /** Returns the sum of the buckets from {@code from} to {@code to}, exclusive. */
    Bucket sum(int from, int to) {
        Bucket sum = new Bucket();
        buckets.subList(from, to).forEach(sum::add);
        return sum;
    }

    /**
     * Returns the number of requests with this outcome that were sent in a period. A bucket that lies only partly in
     * the period counts by that part.
     */
    double sent(Outcome outcome, long fromMillis, long toMillis) {
        double sent = 0;
        for (int i = (int) Math.max(0, fromMillis / bucketMillis()); i < size() && i * bucketMillis() < toMillis; i++) {
            long from = Math.max(fromMillis, i * bucketMillis());
            long to = Math.min(toMillis, (i + 1) * bucketMillis());
            sent += buckets.get(i).sent(outcome) * (double) (to - from) / bucketMillis();
        }
        return sent;
    }

    /** Returns the range from the first to the last bucket with a request; empty if there is no request. */
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

    /** Returns the number of active users at the end of each bucket. */
    long[] activeUsers() {
        long[] active = new long[size()];
        long now = 0;
        for (int i = 0; i < active.length; i++) {
            now += buckets.get(i).userStarts() - buckets.get(i).userEnds();
            active[i] = now;
        }
        return active;
    }

    /** Returns how users are replaced, for each of the times that count as at once. */
    List<Replacement> replacements() {
        return replacements;
    }

    /** Returns the jitter of the times at which users start. */
    Jitter starts() {
        return starts;
    }

    /** Returns the jitter of the times at which users leave. */
    Jitter ends() {
        return ends;
    }

    /** Returns the number of users that arrived in each bucket, or of requests if the log has no records of users. */
    long[] arrivals() {
        long[] users = buckets.stream().mapToLong(Bucket::userStarts).toArray();
        return Arrays.stream(users).sum() > 0 ? users : sent();
    }

    /** Returns the number of requests that were sent in each bucket. */
    long[] sent() {
        return buckets.stream().mapToLong(Bucket::sent).toArray();
    }
}
