package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The holds, or the targets, of a run. A step that the injector limited does not tell whether the service confirms what was found.
 * It is run again, and what was seen before it still counts.
 *
 * @param finished the finished steps, oldest first
 */
record Tries(Purpose purpose, List<StepStatistics> finished, SaturationRule rule) {

    /** Most steps that tell. */
    private static final int TELLING = 2;

    /** Returns the last step that the injector did not limit. */
    Optional<StepStatistics> lastTelling() {
        return telling().reduce((earlier, later) -> later);
    }

    /** Returns whether the step may be run once more, if it is in doubt what it shows. */
    boolean mayGoOn() {
        return telling().count() < TELLING && all().count() < StepPlanner.TRIES;
    }

    private Stream<StepStatistics> all() {
        return finished.stream().filter(step -> step.step().purpose() == purpose);
    }

    private Stream<StepStatistics> telling() {
        return all().filter(step -> rule.judge(step) != StepVerdict.INJECTOR_BOUND);
    }
}
