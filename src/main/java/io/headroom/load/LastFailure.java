package io.headroom.load;

/**
 * Classifies failure messages while a log is read. It remembers the last message, because nearly always the same one
 * follows.
 */
public final class LastFailure {

    private String message = "";
    private Outcome outcome = Outcome.ofMessage(false, message);

    /** Returns the outcome of a failed request; the same as {@link Outcome#ofMessage}. */
    public Outcome of(String failure) {
        if (!failure.equals(message)) {
            message = failure;
            outcome = Outcome.ofMessage(false, failure);
        }
        return outcome;
    }
}
