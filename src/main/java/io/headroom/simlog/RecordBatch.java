package io.headroom.simlog;

import java.util.List;

/**
 * Records that follow each other in a log and differ in their times and outcome only: requests of one name in the same
 * groups, ends of one outermost group, and ends of one group inside an outermost one. Nearly all records are such, so they
 * are told together, in the order of the log.
 *
 * <p>Valid until the listener returns.
 */
public final class RecordBatch {

    /** The end of the outermost group, in which something failed; one more where nothing did. */
    static final int GROUP_KO = 0;

    /** A request that failed, because of {@link #failure}; one more where it did not. */
    static final int REQUEST_KO = 2;

    /** The end of the group inside an outermost one, in which something failed; one more where nothing did. */
    static final int INNER_GROUP_KO = 4;

    /** Bits of {@link #kindsThere} for the ends of the outermost group, and of the one inside it. */
    private static final int ANY_GROUP = 3 << GROUP_KO;

    private static final int ANY_INNER_GROUP = 3 << INNER_GROUP_KO;

    private static final int MOST = 1 << 13;

    private final byte[] kinds = new byte[MOST];
    private final int[] startMillis = new int[MOST];
    private final int[] endMillis = new int[MOST];
    private int length;
    private int kindsThere;
    private int latestEndMillis;
    private List<String> groups = List.of();
    private String name = "";
    private String failure = "";
    private List<String> group = List.of();
    private List<String> innerGroup = List.of();

    /** How many records there are; they are asked for by their place, from 0. */
    public int length() {
        return length;
    }

    /** Whether it is a request; otherwise it is the end of the group. */
    public boolean isRequest(int place) {
        return (kinds[place] & REQUEST_KO) != 0;
    }

    /** Whether nothing failed. */
    public boolean isOk(int place) {
        return (kinds[place] & 1) == 1;
    }

    /** Milliseconds after the start of the run. */
    public int startMillis(int place) {
        return startMillis[place];
    }

    /** Milliseconds after the start of the run. */
    public int endMillis(int place) {
        return endMillis[place];
    }

    /** The latest end of any of them. */
    public int latestEndMillis() {
        return latestEndMillis;
    }

    /** Around all requests. */
    public List<String> groups() {
        return groups;
    }

    /** Of all requests. */
    public String name() {
        return name;
    }

    /** Why those requests failed that did. */
    public String failure() {
        return failure;
    }

    /** How many of the requests failed. */
    public int failures() {
        int failures = 0;
        if ((kindsThere & (1 << REQUEST_KO)) != 0) {
            for (int i = 0; i < length; i++) {
                failures += kinds[i] == REQUEST_KO ? 1 : 0;
            }
        }
        return failures;
    }

    /** Whether {@link #group} ends anywhere. */
    public boolean endsGroup() {
        return (kindsThere & ANY_GROUP) != 0;
    }

    /** Whether {@link #innerGroup} ends anywhere. */
    public boolean endsInnerGroup() {
        return (kindsThere & ANY_INNER_GROUP) != 0;
    }

    /** Which outermost group it is that ends. */
    public List<String> group() {
        return group;
    }

    /** Which group inside an outermost one it is that ends: its name, after the one around it. */
    public List<String> innerGroup() {
        return innerGroup;
    }

    /** Which of the two ends there. */
    public List<String> group(int place) {
        return kinds[place] >= INNER_GROUP_KO ? innerGroup : group;
    }

    void requestsAre(List<String> inGroups, String ofName) {
        groups = inGroups;
        name = ofName;
    }

    void failureIs(String message) {
        failure = message;
    }

    void groupIs(List<String> names) {
        group = names;
    }

    void innerGroupIs(List<String> names) {
        innerGroup = names;
    }

    /** The most records that there can be. */
    static int most() {
        return MOST;
    }

    boolean isFull() {
        return length == MOST;
    }

    /** Which record is at a place; all places up to {@link #holds} have to be told. */
    void put(int place, int kind, int start, int end) {
        kinds[place] = (byte) kind;
        startMillis[place] = start;
        endMillis[place] = end;
    }

    /**
     * How many there are now.
     *
     * @param latest end of any of them
     * @param there  a bit of each kind, by its number, that is among them
     */
    void holds(int count, int latest, int there) {
        length = count;
        latestEndMillis = latest;
        kindsThere = there;
    }
}
