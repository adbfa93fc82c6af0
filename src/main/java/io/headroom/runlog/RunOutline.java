package io.headroom.runlog;

import io.headroom.load.LogMarks;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.plan.EndMark;
import io.headroom.plan.RunKind;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Watches a log while it is read, and decides whether it holds a whole run: the one place that decides it, for reports as for exports.
 *
 * <p>A log of Headroom begins with the smoke call and ends with a mark that says how many steps there were, after which all virtual
 * users leave. Steps are numbered from 1, and each begins after the one before it has ended. A search with arrivals begins with a
 * warm-up, and overloads only after a ramp. The log of any other simulation promises nothing of this, so it is whole if its
 * last record is.
 */
public final class RunOutline {

    private static final String UNENDED = "the log ends cleanly, but before the run did";

    private Optional<RunKind> kind = Optional.empty();
    private Optional<EndMark> end = Optional.empty();
    private final Set<Purpose> before = EnumSet.noneOf(Purpose.class);
    private List<String> lastOther = List.of();
    private int steps;
    private int lastStep;
    private int windowEndMillis;
    private long users;
    private Optional<String> impossible = Optional.empty();

    /** Takes the header of the log. */
    public void header(RunHeader found) {
        kind = RunKind.ofSimulation(found.simulationClass());
    }

    /**
     * Takes the end of a group, which may be the measured window of a step, or the mark at the end of the run. Nearly all groups are
     * neither, and the same list again and again.
     */
    @SuppressWarnings("ReferenceEquality") // an equal list that is another object only costs time
    public void group(List<String> groups, int startMillis, int endMillis) {
        if (groups == lastOther) {
            return;
        }
        Optional<EndMark> mark = groups.size() == 1 ? EndMark.parse(groups.get(0)) : Optional.empty();
        if (mark.isPresent()) {
            end = mark;
        } else if (groups.size() == 2 && groups.get(1).equals(LogMarks.MEASURED)) {
            Step.parse(groups.get(0)).ifPresent(step -> window(step, startMillis, endMillis));
        } else {
            lastOther = groups;
        }
    }

    private void window(Step step, int startMillis, int endMillis) {
        if (endMillis < startMillis || startMillis < windowEndMillis) {
            impossible = impossible.or(() -> Optional.of("time goes back in step " + step.label()));
        }
        kind = kind.map(found -> found.narrowedBy(step));
        impossible = impossible.or(() -> kind.flatMap(found -> misplaced(found, step)));
        before.add(step.purpose());
        windowEndMillis = endMillis;
        steps += step.number() > lastStep ? 1 : 0;
        lastStep = Math.max(lastStep, step.number());
    }

    private Optional<String> misplaced(RunKind found, Step step) {
        return found.canRun(step)
                ? found.misplaced(step, before)
                : Optional.of("step " + step.label() + " is none of " + found.simulation());
    }

    /** Takes the start or the end of a virtual user. */
    public void user(boolean start) {
        users += start ? 1 : -1;
    }

    /** Returns the virtual users that had not left when the log ended. The requests that they waited for are not in the log. */
    public long usersLeft() {
        return users;
    }

    /** Returns how the run ended, if the log says it. */
    public Optional<EndMark> end() {
        return end;
    }

    /**
     * Returns the state of the log once it has been read.
     *
     * @param read   the state in which its records were found
     * @param called whether it holds the smoke call
     */
    public LogState state(LogState read, boolean called) {
        return read.isComplete() && kind.isPresent()
                ? problem(called)
                        .<LogState>map(reason -> new LogState.NoWholeRun(read.records(), reason))
                        .orElse(read)
                : read;
    }

    private Optional<String> problem(boolean called) {
        if (impossible.isPresent()) {
            return impossible.map("the log is damaged: "::concat);
        }
        if (end.isEmpty()) {
            return Optional.of(UNENDED);
        }
        if (end.get().isCutShort()) { // it was stopped anywhere, even before its first call
            return Optional.empty();
        }
        return called ? missing(end.get(), steps, lastStep).or(this::missingUsers) : Optional.of(UNENDED);
    }

    private Optional<String> missingUsers() {
        String virtual = Math.abs(users) == 1 ? " virtual user" : " virtual users";
        return users == 0
                ? Optional.empty()
                : Optional.of(
                        users > 0
                                ? "the log ends before " + users + virtual + " left"
                                : "the start of " + -users + virtual + " is missing from the log");
    }

    /**
     * Returns what is missing of the steps that the mark at the end counts.
     *
     * @param found number of steps that are there
     * @param last  number of the last of them
     */
    static Optional<String> missing(EndMark end, int found, int last) {
        boolean all = found == end.steps() && last == end.steps();
        return all || end.isCutShort()
                ? Optional.empty()
                : Optional.of(
                        "steps are missing from the log: it holds " + found + " of " + Math.max(last, end.steps()));
    }
}
