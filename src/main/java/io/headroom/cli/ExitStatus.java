package io.headroom.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit statuses of all verbs. Scripts depend on the numbers. */
enum ExitStatus {
    ANSWERED(0, "success: the verb has done its work, or every gate passes"),
    GATE_FAILED(1, "a gate fails"),
    USAGE(2, "wrong usage or settings, or no gate is set"),
    NO_VERDICT(3, "no verdict can be drawn from the run, or a gate is inconclusive; the reason is printed"),
    UNREADABLE(
            4, "a log, a baseline or another file of a run cannot be read or written, or the result cannot be written"),
    /** Uses a number of its own, so that an unexpected exception is not taken for a failed gate. */
    BUG(70, "an unexpected error in Headroom itself, or too little memory; --trace prints the stack trace"),
    /** What the shell reports of a program that a broken pipe ended, 128 + SIGPIPE: of {@code | head}, most of all. */
    READER_GONE(141, "nobody reads the rest of the result, as with | head; nothing is printed about it");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the number that the process ends with. */
    int code() {
        return code;
    }

    /** Returns the list that {@code --help} shows: the meanings of the given statuses by their numbers. */
    static Map<String, String> meanings(Collection<ExitStatus> statuses) {
        Map<String, String> meanings = new LinkedHashMap<>();
        statuses.forEach(status -> meanings.put(Integer.toString(status.code), status.meaning));
        return meanings;
    }
}
