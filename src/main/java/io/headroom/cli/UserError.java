package io.headroom.cli;

/** A mistake that the user can correct. The message says what happened, where, and what was expected. */
final class UserError extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    UserError(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    ExitStatus status() {
        return status;
    }
}
