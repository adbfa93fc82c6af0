package io.headroom.load;

/**
 * Reads failure messages while a log is read. It remembers the last message, because nearly always the same one
 * follows.
 */
public final class LastFailure {

    private String text = "";
    private FailureMessage message = FailureMessage.parse(text);

    /** Returns what a message says; the same as {@link FailureMessage#parse}. */
    public FailureMessage of(String failure) {
        if (!failure.equals(text)) {
            text = failure;
            message = FailureMessage.parse(failure);
        }
        return message;
    }
}
