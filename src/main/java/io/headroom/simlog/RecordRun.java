package io.headroom.simlog;

import java.util.List;

/**
 * Records that follow each other in a log and differ in their times and outcome only: requests of one name in the same
 * groups, and ends of one group. Nearly all records are such, so they are told together, in the order of the log.
 *
 * <p>Valid until the listener returns.
 */
public final class RecordRun {

    /** The end of the group, in which something failed. */
    static final int GROUP_KO = 0;

    /** The end of the group, in which nothing failed. */
    static final int GROUP_OK = 1;

    /** A request that failed, because of {@link #failure}. */
    static final int REQUEST_KO = 2;

    /** A request that did not. */
    static final int REQUEST_OK = 3;

    private static final int MOST = 1 << 13;

    private final byte[] kinds = new byte[MOST];
    private final int[] startMillis = new int[MOST];
    private final int[] endMillis = new int[MOST];
    private int length;
    private int latestEndMillis;
    private List<String> groups = List.of();
    private String name = "";
    private String failure = "";
    private List<String> group = List.of();

    /** How many records there are; they are asked for by their place, from 0. */
    public int length() {
        return length;
    }

    /** Whether it is a request; otherwise it is the end of the group. */
    public boolean isRequest(int place) {
        return kinds[place] >= REQUEST_KO;
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

    /** Which group it is that ends: its name, after those around it. */
    public List<String> group() {
        return group;
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

    void clear() {
        length = 0;
        latestEndMillis = Integer.MIN_VALUE;
    }

    boolean isFull() {
        return length == MOST;
    }

    void add(int kind, int start, int end) {
        kinds[length] = (byte) kind;
        startMillis[length] = start;
        endMillis[length] = end;
        latestEndMillis = Math.max(latestEndMillis, end);
        length++;
    }
}
