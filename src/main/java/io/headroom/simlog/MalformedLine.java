package io.headroom.simlog;

/** A line that no Gatling wrote. The message says what is wrong with it. */
final class MalformedLine extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedLine(String message) {
        super(message);
    }
}
