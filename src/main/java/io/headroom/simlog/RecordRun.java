package io.headroom.simlog;

import java.util.Arrays;
import java.util.List;

/**
 * Records that follow each other in a log and differ in their times and outcome only: requests of one name in the same
 * groups, ends of one outermost group, and ends of one group inside an outermost one. Nearly all records are such, so they
 * are told together, in the order of the log.
 *
 * <p>Valid until the listener returns.
 */
public final class RecordRun {

    /** The end of the outermost group, in which something failed; one more where nothing did. */
    static final int GROUP_KO = 0;

    /** A request that failed, because of {@link #failure}; one more where it did not. */
    static final int REQUEST_KO = 2;

    /** The end of the group inside an outermost one, in which something failed; one more where nothing did. */
    static final int INNER_GROUP_KO = 4;

    private static final int KINDS = 6;

    private static final int MOST = 1 << 13;

    private final byte[] kinds = new byte[MOST];
    private final int[] startMillis = new int[MOST];
    private final int[] endMillis = new int[MOST];
    private int length;
    private final int[] ofKind = new int[KINDS];
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
        return ofKind[REQUEST_KO];
    }

    /** How many ends there are of {@link #group}. */
    public int groupEnds() {
        return ofKind[GROUP_KO] + ofKind[GROUP_KO + 1];
    }

    /** How many ends there are of {@link #innerGroup}. */
    public int innerGroupEnds() {
        return ofKind[INNER_GROUP_KO] + ofKind[INNER_GROUP_KO + 1];
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

    void clear() {
        length = 0;
        Arrays.fill(ofKind, 0);
        latestEndMillis = Integer.MIN_VALUE;
    }

    boolean isFull() {
        return length == MOST;
    }

    void add(int kind, int start, int end) {
        kinds[length] = (byte) kind;
        ofKind[kind]++;
        startMillis[length] = start;
        endMillis[length] = end;
        latestEndMillis = Math.max(latestEndMillis, end);
        length++;
    }
}
