package io.headroom.cli;

import io.headroom.console.VisibleText;
import io.headroom.settings.SettingsException;

/** A mistake that the user can correct. The message says what happened, where, and what was expected. */
final class UserError extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    /** Creates a mistake that is told on one line, even if the message holds text of several. */
    UserError(ExitStatus status, String message) {
        super(VisibleText.line(message));
        this.status = status;
    }

    /** Creates the mistake of settings that cannot be used: each problem has a line of its own. */
    UserError(SettingsException problems) {
        super(problems.getMessage());
        this.status = ExitStatus.USAGE;
    }

    ExitStatus status() {
        return status;
    }
}
