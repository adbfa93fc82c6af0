package io.headroom.simlog;

/** A file that is no simulation.log that can be read. The message says what was found and what was expected. */
public final class UnreadableLogException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableLogException(String message) {
        super(message);
    }
}
