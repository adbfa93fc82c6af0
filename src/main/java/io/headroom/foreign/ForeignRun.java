package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import java.util.List;

/**
 * The analysis of a foreign simulation's log.
 *
 * @param method      how the steps were found
 * @param description how the log was divided into steps, and what in the log justifies it
 * @param steps       the steps, in order
 * @param result      what the steps say about the saturation point
 */
public record ForeignRun(Method method, String description, List<StepStatistics> steps, ForeignResult result) {

    public ForeignRun {
        steps = List.copyOf(steps);
    }

    /** Analyzes a timeline: divides it into steps, and estimates the saturation point from them. */
    public static ForeignRun of(LoadTimeline timeline, SaturationRule rule) {
        Segmentation segmentation = Segmentation.of(timeline);
        String description = "steps are " + segmentation.method().description() + " ("
                + segmentation.model().reason() + ")";
        ForeignResult result = segmentation.steps().isEmpty()
                ? new ForeignResult.Undecided(timeline.nothingSent())
                : segmentation.model().closed()
                        ? ClosedEstimate.of(segmentation.steps(), rule)
                        : OpenEstimate.of(segmentation.steps(), timeline, rule);
        return new ForeignRun(segmentation.method(), description, segmentation.steps(), result);
    }
}
