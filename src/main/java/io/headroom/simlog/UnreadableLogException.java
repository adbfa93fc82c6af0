package io.headroom.simlog;

/** Thrown for a file that cannot be read as a simulation.log. The message says what was found and what was expected. */
public class UnreadableLogException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableLogException(String message) {
        super(message);
    }
}
