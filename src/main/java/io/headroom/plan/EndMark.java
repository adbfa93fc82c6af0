package io.headroom.plan;

import io.headroom.plan.NextStep.Ending;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a run ended, as it says itself at the end of its log: the steps that the log holds are checked against it, and where its
 * figures would decide otherwise than those that the run had itself, it tells the two apart from a log that has lost something.
 *
 * @param ending why there were no more steps
 * @param steps  how many had been finished
 */
public record EndMark(Ending ending, int steps) {

    private static final Pattern NAME = Pattern.compile("end: ([a-z -]+) after ([0-9]{1,9}) steps?");

    /** The name of the group that is left at the end, e.g. {@code end: not saturated after 12 steps}. */
    public String name() {
        return "end: " + word() + " after " + steps + (steps == 1 ? " step" : " steps");
    }

    /** E.g. {@code not saturated}. */
    public String word() {
        return ending.word();
    }

    /** Whether somebody, and not the plan, put an end to it: its last step may have been cut short. */
    public boolean isCutShort() {
        return ending.isCutShort();
    }

    /** What a group's name says; nothing when it is another group. */
    public static Optional<EndMark> parse(String group) {
        Matcher name = NAME.matcher(group);
        return name.matches()
                ? Arrays.stream(Ending.values())
                        .filter(ending -> ending.word().equals(name.group(1)))
                        .findFirst()
                        .map(ending -> new EndMark(ending, Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    /** Of several injectors: what one of them lacks, the run lacks; nothing when one does not say. In any order. */
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
