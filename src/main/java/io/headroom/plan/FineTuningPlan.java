package io.headroom.plan;

import io.headroom.load.Load.Messages;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.SearchSettings;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The plan of fine tuning. In step 1, one caller sends a group of messages in rapid succession; in step 2, several callers share
 * the same number of messages evenly. Every message counts, so steps have no settling time, and only the time limit of the run
 * cuts them short.
 */
public final class FineTuningPlan implements RunPlan {

    private final List<Messages> steps;
    private final SearchSettings settings;

    private FineTuningPlan(List<Messages> steps, SearchSettings settings) {
        this.steps = List.copyOf(steps);
        this.settings = settings;
    }

    /** Creates the plan of step 1 alone. */
    static FineTuningPlan singleThread(PlanSettings settings) {
        return new FineTuningPlan(List.of(oneCaller(settings)), settings.search());
    }

    /** Creates the plan of steps 1 and 2, which are compared within the same run. */
    static FineTuningPlan severalThreads(PlanSettings settings) {
        Messages several = new Messages(
                settings.fineTuning().messages(), settings.fineTuning().callers());
        return new FineTuningPlan(List.of(oneCaller(settings), several), settings.search());
    }

    private static Messages oneCaller(PlanSettings settings) {
        return new Messages(settings.fineTuning().messages(), 1);
    }

    @Override
    public int users() {
        return steps.stream().mapToInt(Messages::callers).max().orElse(1);
    }

    @Override
    public NextStep next(List<StepStatistics> finished) {
        List<StepVerdict> verdicts =
                finished.stream().map(settings.rule()::judge).toList();
        if (verdicts.contains(StepVerdict.WRONG_TEST)) {
            return new NextStep.Finished(Ending.WRONG_TEST);
        }
        if (verdicts.contains(StepVerdict.FAILING)) {
            return new NextStep.Finished(Ending.ENDPOINT_FAILS);
        }
        if (finished.stream().anyMatch(FineTuningPlan::isCutShort)) {
            return new NextStep.Finished(Ending.TIME_LIMIT);
        }
        if (finished.size() >= steps.size()) {
            return new NextStep.Finished(Ending.COMPLETE);
        }
        Step step = new Step(finished.size() + 1, 0, Purpose.FINE_TUNING, steps.get(finished.size()));
        return new NextStep.Run(step, Duration.ZERO, settings.timeLimit());
    }

    private static boolean isCutShort(StepStatistics step) {
        return step.counts().total() < step.offered().totalMessages().orElse(0);
    }

    @Override
    public Conclusion conclude(List<StepStatistics> finished) {
        return new FineTuningConclusion();
    }

    @Override
    public Optional<TimeLeft> timeLeft(List<StepStatistics> finished) {
        return finished.size() >= steps.size() ? Optional.of(TimeLeft.NONE) : Optional.empty();
    }
}
