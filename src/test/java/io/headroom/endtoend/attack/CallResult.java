package io.headroom.endtoend.attack;

import io.headroom.cli.CommandCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a call printed.
 *
 * @param call   its arguments
 * @param status its exit status
 * @param out    standard output
 * @param err    standard error
 */
record CallResult(List<String> call, int status, String out, String err) {

    /** Calls a verb in this process. */
    static CallResult of(List<String> call) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = CommandCall.run(new PrintWriter(out), new PrintWriter(err), call.toArray(String[]::new));
        return new CallResult(call, status, out.toString(), err.toString());
    }

    String verb() {
        return call.get(0);
    }

    boolean isJson() {
        return call.contains("--json");
    }

    /** Returns whether it printed figures, and not only what is wrong. */
    boolean hasFigures() {
        return status != 2 && status != 4 && !out.isEmpty();
    }

    String printed() {
        return out + err;
    }
}
