package io.headroom.verdict;

import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunPlan;
import java.util.function.Supplier;

/**
 * Plays the plan of a run again, on the steps that the log contains, and judges how it ends.
 *
 * @param plan  of the run
 * @param steps from the log
 * @param end   how the run itself says that it ended
 */
record Replay(RunPlan plan, FinishedSteps steps, EndMark end) {

    /**
     * Judges the run.
     *
     * @param complete judges a run that did everything that was planned
     */
    Judgement judge(Supplier<Judgement> complete) {
        return plan.next(steps.evidence()).match(run -> disagreeing(), over -> judge(over.ending(), complete));
    }

    private Judgement judge(Ending ending, Supplier<Judgement> complete) {
        return switch (ending) {
            case COMPLETE -> complete.get();
            case NOT_SATURATED ->
                steps.servedMostWhenInjectorBound()
                        ? Judgement.injectorBound(steps)
                        : Judgement.answered(
                                Verdict.NOT_SATURATED,
                                "the top of the configured range was reached " + steps.lastRefusals());
            case ENDPOINT_FAILS ->
                Judgement.unanswered(
                        Verdict.NO_VERDICT, "the endpoint fails" + steps.lastLoad() + ": " + steps.lastFailures());
            case SERVICE_GONE -> Judgement.unanswered(Verdict.NO_VERDICT, steps.outage());
            case WRONG_TEST ->
                Judgement.unanswered(
                        Verdict.NO_VERDICT,
                        "the endpoint called requests wrong (4xx or a redirect) after it took the first one: "
                                + steps.lastFailures());
            case INJECTOR_BOUND -> Judgement.injectorBound(steps);
            case UNMEASURED ->
                Judgement.unanswered(
                        Verdict.NO_VERDICT,
                        "steps ended before anything was answered; raise headroom.search.step.maximum and"
                                + " headroom.warm-up.limit");
            case TIME_LIMIT -> Judgement.unanswered(Verdict.UNCONVERGED, CutShort.OUT_OF_TIME);
            case INTERRUPTED, ABANDONED, FAILED -> throw new IllegalStateException("a plan cannot end so: " + ending);
        };
    }

    /**
     * Judges a run that ended where its plan, played on the figures of the log, would go on. The running simulation and the log
     * count the requests at the edges of a window differently, the more so the later the injector's timers are. A step near a
     * limit can then be judged differently. Only the log knows of requests that the injector failed to send.
     */
    private Judgement disagreeing() {
        boolean injectorSeen = steps.hasInjectorFailures() || end.ending() == Ending.INJECTOR_BOUND;
        if (injectorSeen && steps.hasInjectorBound()) {
            return Judgement.injectorBound(steps);
        }
        return Judgement.unanswered(
                Verdict.UNCONVERGED,
                "the run ended (" + end.word()
                        + ") on figures so near a limit that those of its log would have gone on; run it again");
    }
}
