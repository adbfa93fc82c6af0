package io.headroom.cli;

/** Something the user can mend. The message says what, where, and what was expected. */
final class UserError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    UserError(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
