package io.headroom.endpoint;

/** Who uses the connections to the endpoint. */
public enum ConnectionUse {
    /** All callers and arrivals: there are as many connections as requests in flight. */
    SHARED("shared"),
    /** Each caller, and each user of the pool that sends arrivals, has a connection of its own. */
    PER_CALLER("per-caller");

    private final String word;

    ConnectionUse(String word) {
        this.word = word;
    }

    /** Returns the word for it in settings. */
    public String word() {
        return word;
    }
}
