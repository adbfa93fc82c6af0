package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import java.util.List;

/**
 * What the log of a foreign simulation shows.
 *
 * @param method how its steps were found
 * @param description how the log was divided into steps, and what in the log says so
 * @param steps  in order
 * @param result what they say about the saturation point
 */
public record ForeignRun(Method method, String description, List<StepStatistics> steps, ForeignResult result) {

    public ForeignRun {
        steps = List.copyOf(steps);
    }

    /** LoadTimeline → steps → saturation point. */
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
