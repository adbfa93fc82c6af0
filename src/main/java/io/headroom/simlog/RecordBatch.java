package io.headroom.simlog;

import java.util.List;

/**
 * Consecutive records of a log that differ in their times and outcomes only: requests of one name in the same groups, ends of one
 * outermost group, and ends of one group inside an outermost group. Nearly all records are such, so they are passed on together, in the
 * order of the log. An index, from 0, stands for each record.
 *
 * <p>Valid until the listener returns.
 */
public final class RecordBatch {

    /** Most records that a batch holds. */
    static final int CAPACITY = 1 << 13;

    // kinds of records; where nothing failed, the kind is one more

    /** Kind of an end of the outermost group in which something failed. */
    static final int GROUP_KO = 0;

    /** Kind of a request that failed, with the message {@link #failure}. */
    static final int REQUEST_KO = 2;

    /** Kind of an end of the inner group in which something failed. */
    static final int INNER_GROUP_KO = 4;

    /** Bits of {@link #kindsPresent}. */
    private static final int ANY_GROUP = 3 << GROUP_KO;

    private static final int ANY_INNER_GROUP = 3 << INNER_GROUP_KO;

    private final byte[] kinds = new byte[CAPACITY];
    private final int[] startMillis = new int[CAPACITY];
    private final int[] endMillis = new int[CAPACITY];
    private int length;
    private int kindsPresent;
    private int latestEndMillis;
    private List<String> groups = List.of();
    private String name = "";
    private String failure = "";
    private List<String> group = List.of();
    private List<String> innerGroup = List.of();

    /** Returns the number of records. */
    public int length() {
        return length;
    }

    /** Returns whether a record is a request; otherwise it is the end of a group. */
    public boolean isRequest(int index) {
        return (kinds[index] & REQUEST_KO) != 0;
    }

    /** Returns whether the request succeeded, or nothing failed in the group. */
    public boolean isOk(int index) {
        return (kinds[index] & 1) == 1;
    }

    /** Returns the start of a record, in milliseconds after the start of the run. */
    public int startMillis(int index) {
        return startMillis[index];
    }

    /** Returns the end of a record, in milliseconds after the start of the run. */
    public int endMillis(int index) {
        return endMillis[index];
    }

    /** Returns the latest end of all records, in milliseconds after the start of the run. */
    public int latestEndMillis() {
        return latestEndMillis;
    }

    /** Returns the groups around all requests, outermost first. */
    public List<String> groups() {
        return groups;
    }

    /** Returns the name of all requests. */
    public String name() {
        return name;
    }

    /** Returns the message of all requests that failed. */
    public String failure() {
        return failure;
    }

    /** Returns the number of requests that failed. */
    public int failures() {
        int failures = 0;
        if ((kindsPresent & (1 << REQUEST_KO)) != 0) {
            for (int i = 0; i < length; i++) {
                failures += kinds[i] == REQUEST_KO ? 1 : 0;
            }
        }
        return failures;
    }

    /** Returns whether any record is an end of {@link #group()}. */
    public boolean endsGroup() {
        return (kindsPresent & ANY_GROUP) != 0;
    }

    /** Returns whether any record is an end of {@link #innerGroup()}. */
    public boolean endsInnerGroup() {
        return (kindsPresent & ANY_INNER_GROUP) != 0;
    }

    /** Returns the name of the outermost group that ends. */
    public List<String> group() {
        return group;
    }

    /** Returns the group inside an outermost one that ends: the name of the outer one, then its own. */
    public List<String> innerGroup() {
        return innerGroup;
    }

    /** Returns the group that a record is the end of. */
    public List<String> group(int index) {
        return kinds[index] >= INNER_GROUP_KO ? innerGroup : group;
    }

    void setRequests(List<String> inGroups, String ofName) {
        groups = inGroups;
        name = ofName;
    }

    void setFailure(String message) {
        failure = message;
    }

    void setGroup(List<String> names) {
        group = names;
    }

    void setInnerGroup(List<String> names) {
        innerGroup = names;
    }

    boolean isFull() {
        return length == CAPACITY;
    }

    /** Sets the record with an index. All indices below that of {@link #close} must be set. */
    void put(int index, int kind, int start, int end) {
        kinds[index] = (byte) kind;
        startMillis[index] = start;
        endMillis[index] = end;
    }

    /**
     * Completes the batch.
     *
     * @param count        number of records
     * @param latestEnd    latest end of all records
     * @param presentKinds bit set of the kinds among them
     */
    void close(int count, int latestEnd, int presentKinds) {
        length = count;
        latestEndMillis = latestEnd;
        kindsPresent = presentKinds;
    }
}
