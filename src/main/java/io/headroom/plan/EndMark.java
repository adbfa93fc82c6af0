package io.headroom.plan;

import io.headroom.plan.NextStep.Ending;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mark at the end of a run's log that says how the run ended. The steps in the log are checked against it. If the
 * figures in the log would lead to another decision than those that the running simulation had, the mark also tells
 * this case from a log that has lost something.
 *
 * @param ending why there were no more steps
 * @param steps  number of steps that had been finished
 */
public record EndMark(Ending ending, int steps) {

    private static final Pattern NAME = Pattern.compile("end: ([a-z -]+) after ([0-9]{1,9}) steps?");

    /** Returns the name of the group that is written at the end, e.g. {@code end: not saturated after 12 steps}. */
    public String name() {
        return "end: " + word() + " after " + steps + (steps == 1 ? " step" : " steps");
    }

    /** Returns the ending in words, e.g. {@code not saturated}. */
    public String word() {
        return ending.word();
    }

    /** Returns whether something other than the plan ended the run, so that its last step may have been cut short. */
    public boolean isCutShort() {
        return ending.isCutShort();
    }

    /** Reads a mark from the name of a group; empty if the group is not a mark. */
    public static Optional<EndMark> parse(String group) {
        Matcher name = NAME.matcher(group);
        return name.matches()
                ? Arrays.stream(Ending.values())
                        .filter(ending -> ending.word().equals(name.group(1)))
                        .findFirst()
                        .map(ending -> new EndMark(ending, Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    /**
     * Returns the mark of a run of several injectors: a step that one of them lacks, the run lacks. Empty if one of
     * them has no mark. The order of the injectors does not matter.
     */
    public static Optional<EndMark> ofAll(List<Optional<EndMark>> injectors) {
        return injectors.stream()
                .reduce((one, other) -> one.flatMap(mark -> other.map(mark::and)))
                .flatMap(mark -> mark);
    }

    private EndMark and(EndMark other) {
        Ending later = ending.compareTo(other.ending) > 0 ? ending : other.ending;
        return new EndMark(later, Math.max(steps, other.steps));
    }
}
