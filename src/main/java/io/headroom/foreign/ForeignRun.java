package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import java.util.List;

/**
 * What the log of a foreign simulation shows.
 *
 * @param method how its steps were found
 * @param words  the same in words, and what in the log says so
 * @param steps  in order
 * @param result what they say about the saturation point
 */
public record ForeignRun(Method method, String words, List<StepStatistics> steps, ForeignResult result) {

    public ForeignRun {
        steps = List.copyOf(steps);
    }

    /** LoadTimeline → steps → saturation point. */
    public static ForeignRun of(LoadTimeline timeline, SaturationRule rule) {
        Division division = Division.of(timeline);
        String words = "steps are " + division.method().words() + " ("
                + division.model().reason() + ")";
        ForeignResult result = division.steps().isEmpty()
                ? new ForeignResult.Undecided(timeline.nothingSent())
                : division.model().closed()
                        ? ClosedEstimate.of(division.steps(), rule)
                        : OpenEstimate.of(division.steps(), timeline, rule);
        return new ForeignRun(division.method(), words, division.steps(), result);
    }
}
