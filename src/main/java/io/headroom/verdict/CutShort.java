package io.headroom.verdict;

import io.headroom.load.Outcome;
import io.headroom.plan.EndMark;
import io.headroom.runlog.RunLog;
import java.util.Optional;

/** Judges a run that did not come to the end of its plan, or whose log does not. */
final class CutShort {

    static final String OUT_OF_TIME = "headroom.search.time-limit was reached before the run was done";

    private CutShort() {}

    /** Returns the verdict on a run that was cut short; empty if the run ended by its plan. */
    static Optional<Judgement> judge(RunLog log) {
        return failedSmoke(log)
                .or(() -> damaged(log))
                .or(() -> log.end().map(EndMark::ending).flatMap(ending -> switch (ending) {
                    case INTERRUPTED ->
                        unanswered(
                                Verdict.INTERRUPTED,
                                "the run was stopped after " + log.lastMillis() / 1000 + " s, before its end");
                    case ABANDONED ->
                        unanswered(
                                Verdict.INCOMPLETE,
                                "the clients lost their coordinator, or some clients never connected");
                    case FAILED ->
                        unanswered(
                                Verdict.INCOMPLETE,
                                "an error in Headroom itself ended the run after " + log.lastMillis() / 1000
                                        + " s; its output names the error");
                    case TIME_LIMIT -> unanswered(Verdict.UNCONVERGED, OUT_OF_TIME);
                    case COMPLETE,
                            NOT_SATURATED,
                            ENDPOINT_FAILS,
                            SERVICE_GONE,
                            WRONG_TEST,
                            INJECTOR_BOUND,
                            UNMEASURED -> Optional.empty();
                }));
    }

    /**
     * Judges by the call that precedes all load. If it failed, nothing else in the log matters. In a run of several clients one
     * failed call is enough: the others only waited until the run was given up.
     */
    private static Optional<Judgement> failedSmoke(RunLog log) {
        String damage =
                damaged(log).map(damaged -> " Besides, " + damaged.reason()).orElse("");
        return log.smoke()
                .filter(call -> call.outcome() != Outcome.OK)
                .map(call -> Judgement.unanswered(Verdict.NO_VERDICT, call.explanation() + damage));
    }

    /** Judges by the log itself: one that is cut off or damaged does not contain the whole run. */
    static Optional<Judgement> damaged(RunLog log) {
        return log.state().isComplete()
                ? Optional.empty()
                : unanswered(Verdict.INCOMPLETE, log.state().description());
    }

    private static Optional<Judgement> unanswered(Verdict verdict, String reason) {
        return Optional.of(Judgement.unanswered(verdict, reason));
    }
}
