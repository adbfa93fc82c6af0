package io.headroom.foreign;

/** How a run was divided into steps. */
public enum Method {
    CLOSED_PLATEAUS("plateaus of the number of concurrent users"),
    OPEN_PLATEAUS("plateaus of the rate at which users arrive"),
    EQUAL_WINDOWS("equal windows, since the load has no plateaus");

    private final String words;

    Method(String words) {
        this.words = words;
    }

    /** For people. */
    public String description() {
        return words;
    }
}
