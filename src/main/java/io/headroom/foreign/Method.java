package io.headroom.foreign;

/** The method by which a run was divided into steps. */
public enum Method {
    CLOSED_PLATEAUS("plateaus of the number of concurrent users"),
    NAMED_GROUPS("the groups of the log, which name their numbers of callers"),
    OPEN_PLATEAUS("plateaus of the rate at which users arrive"),
    EQUAL_WINDOWS("equal windows, since the load has no plateaus");

    private final String description;

    Method(String description) {
        this.description = description;
    }

    /** Returns a description for people. */
    public String description() {
        return description;
    }
}
