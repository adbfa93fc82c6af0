package io.headroom.load;

/** Names by which the simulations tell the post-processor, through the log, what a record is. */
public final class LogMarks {

    /** Group inside a step's group: its time is left out of the measurement. */
    public static final String SETTLING = "settling";

    /** Group inside a step's group: exactly the measured window. */
    public static final String MEASURED = "measured";

    /** The one call before any load. */
    public static final String SMOKE = "smoke";

    /** A scoring request that is measured. */
    public static final String SCORE = "score";

    /** A scoring request sent while its step still settles. */
    public static final String SCORE_SETTLING = "score (settling)";

    /** A readiness probe beside the load. */
    public static final String READINESS = "readiness probe";

    private LogMarks() {}
}
