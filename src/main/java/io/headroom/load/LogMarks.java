package io.headroom.load;

/** Names of groups and requests by which the simulations tell the post-processor, through the log, what a record is. */
public final class LogMarks {

    /** Group inside a step's group that covers the settling, which is not measured. */
    public static final String SETTLING = "settling";

    /** Group inside a step's group that covers exactly the measured window. */
    public static final String MEASURED = "measured";

    /** Request that is sent once, before any load. */
    public static final String SMOKE = "smoke";

    /** Beginning of the group that says what the port of the endpoint speaks, where the smoke call was not answered. */
    public static final String PORT = "smoke port: ";

    /** Beginning of the message of the readiness probe that is sent after the smoke call. */
    public static final String READINESS_PATH = "readiness path: ";

    /** Stands in the message of a failed request before the status that a model behind the endpoint answered. */
    public static final String MODEL_STATUS = ", model answered ";

    /** Scoring request that is measured. */
    public static final String SCORE = "score";

    /** Scoring request that is sent while its step still settles. */
    public static final String SCORE_SETTLING = "score (settling)";

    /** Readiness probe, sent beside the load. */
    public static final String READINESS = "readiness probe";

    private LogMarks() {}
}
