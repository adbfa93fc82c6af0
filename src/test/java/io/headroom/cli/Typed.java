package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a user sees after typing a command.
 *
 * @param status exit status
 * @param out    standard output
 * @param err    standard error
 */
record Typed(int status, String out, String err) {

    /** Runs the command in this process; a stack trace is never an answer. */
    static Typed headroom(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = CommandCall.run(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat((out.toString() + err)).as("a stack trace: " + out + err).doesNotContain("\tat ");
        return new Typed(status, out.toString(), err.toString());
    }
}
