package io.headroom.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clients of a run that one injector hosts. It is the name of the scenario of the injector's conductor, which
 * stands in the header of the injector's log. So even a log that breaks off at once says which run it belongs to.
 *
 * @param run   id of the run, the same for all its injectors and different from that of any other run
 * @param first number of the injector's first client, from 1
 * @param last  number of the injector's last client
 * @param count number of clients of the whole run
 */
public record RunPart(String run, int first, int last, int count) {

    private static final Pattern SCENARIO =
            Pattern.compile("conductor ([0-9a-z]{1,32}) clients (\\d{1,6})-(\\d{1,6}) of (\\d{1,6})");

    public RunPart {
        if (!isPart(first, last, count)) {
            throw new IllegalArgumentException("clients " + first + " to " + last + " of " + count);
        }
    }

    /** Returns the name of the scenario, e.g. {@code conductor 1f6b33a0 clients 2-2 of 3}. */
    public String scenario() {
        return "conductor " + run + " clients " + first + "-" + last + " of " + count;
    }

    /** Returns whether both are parts of the same run. */
    public boolean isOfSameRun(RunPart other) {
        return run.equals(other.run) && count == other.count;
    }

    /** Reads a part from its {@link #scenario}; empty if the text is not such a scenario. */
    public static Optional<RunPart> parse(String scenario) {
        Matcher matcher = SCENARIO.matcher(scenario);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(2));
        int last = Integer.parseInt(matcher.group(3));
        int count = Integer.parseInt(matcher.group(4));
        return isPart(first, last, count)
                ? Optional.of(new RunPart(matcher.group(1), first, last, count))
                : Optional.empty();
    }

    private static boolean isPart(int first, int last, int count) {
        return first >= 1 && first <= last && last <= count;
    }
}
