package io.headroom.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which clients of which run an injector is. It names the scenario of the injector's conductor, which stands in the header of its
 * log: so even a log that breaks off at once says what belongs to it.
 *
 * @param run   id of the run, the same for all injectors of it, and for no other run
 * @param first its first client, from 1
 * @param last  its last client
 * @param count clients of the whole run
 */
public record RunPart(String run, int first, int last, int count) {

    private static final Pattern SCENARIO =
            Pattern.compile("conductor ([0-9a-z]{1,32}) clients (\\d{1,6})-(\\d{1,6}) of (\\d{1,6})");

    public RunPart {
        if (!isPart(first, last, count)) {
            throw new IllegalArgumentException("clients " + first + " to " + last + " of " + count);
        }
    }

    /** E.g. {@code conductor 1f6b33a0 clients 2-2 of 3}. */
    public String scenario() {
        return "conductor " + run + " clients " + first + "-" + last + " of " + count;
    }

    /** Whether both are parts of one run. */
    public boolean isOfSameRun(RunPart other) {
        return run.equals(other.run) && count == other.count;
    }

    /** The part that {@link #scenario} described, or nothing when the text is no such scenario. */
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
