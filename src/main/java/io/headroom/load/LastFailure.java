package io.headroom.load;

/** Reads failure messages while a log streams by, where nearly always the same one comes again. */
public final class LastFailure {

    private String message = "";
    private Outcome outcome = Outcome.ofMessage(false, message);

    /** What a failed request's message says; the same as {@link Outcome#ofMessage}. */
    public Outcome of(String failure) {
        if (!failure.equals(message)) {
            message = failure;
            outcome = Outcome.ofMessage(false, failure);
        }
        return outcome;
    }
}
