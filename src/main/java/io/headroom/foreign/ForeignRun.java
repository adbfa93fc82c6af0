package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.saturation.SaturationRule;
import java.util.List;
import java.util.Optional;

/**
 * The analysis of a foreign simulation's log.
 *
 * @param method      how the steps were found
 * @param description how the log was divided into steps, and what in the log justifies it
 * @param steps       the steps, in order
 * @param result      what the steps say about the saturation point
 * @param remarks     what else the log shows, each a sentence without its full stop
 */
public record ForeignRun(
        Method method, String description, List<ForeignStep> steps, ForeignResult result, List<String> remarks) {

    public ForeignRun {
        steps = List.copyOf(steps);
        remarks = List.copyOf(remarks);
    }

    /** Analyzes a timeline: divides it into steps, and estimates the saturation point from them. */
    public static ForeignRun of(LoadTimeline timeline, SaturationRule rule) {
        StepRule stepRule = new StepRule(rule);
        Segmentation segmentation = Segmentation.of(timeline, stepRule);
        String description = "steps are " + segmentation.method().description() + " ("
                + segmentation.model().reason() + ")";
        return new ForeignRun(
                segmentation.method(),
                description,
                segmentation.steps(),
                result(segmentation, timeline, stepRule),
                timeline.requests().failures().stream().toList());
    }

    /**
     * Judges in the order of what the log can prove: without a success, or a step of constant load, it proves nothing about a
     * capacity, whatever its steps look like.
     */
    private static ForeignResult result(Segmentation segmentation, LoadTimeline timeline, StepRule rule) {
        RequestNames requests = timeline.requests();
        StepJudge judge = new StepJudge(rule, requests);
        if (requests.total() == 0) {
            return new ForeignResult.Undecided(timeline.nothingSent());
        }
        if (requests.of(Outcome.OK) == 0) {
            return new ForeignResult.Undecided(nothingSucceeded(requests));
        }
        if (segmentation.tooShort().isPresent()) {
            return new ForeignResult.Undecided(segmentation.tooShort().get());
        }
        List<ForeignStep> steps =
                segmentation.steps().stream().filter(ForeignStep::constant).toList();
        return judge.wrongTest()
                .or(() -> ServiceGone.of(timeline))
                .or(() -> steps.isEmpty()
                        ? Optional.of(
                                new ForeignResult.Undecided("the load never stayed the same long enough to judge it"))
                        : Optional.empty())
                .orElseGet(() -> segmentation.model().closed()
                        ? ClosedEstimate.of(steps, judge)
                        : OpenEstimate.of(steps, timeline, rule, judge));
    }

    private static String nothingSucceeded(RequestNames requests) {
        long total = requests.total();
        return total == 1
                ? "the only request of the log failed, and nothing was ever answered as expected"
                : "none of the log's " + total + " requests succeeded, so that nothing is known about a capacity";
    }
}
