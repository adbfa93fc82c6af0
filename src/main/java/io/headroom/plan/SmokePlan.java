package io.headroom.plan;

import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;

/** The plan of a smoke run: nothing comes after the smoke call. */
public record SmokePlan() implements RunPlan {

    @Override
    public NextStep next(List<StepStatistics> finished) {
        return new NextStep.Finished(NextStep.Ending.COMPLETE);
    }

    @Override
    public Conclusion conclude(List<StepStatistics> finished) {
        return new SmokeConclusion();
    }

    @Override
    public Optional<TimeLeft> timeLeft(List<StepStatistics> finished) {
        return Optional.of(TimeLeft.NONE);
    }

    @Override
    public int users() {
        return 0;
    }
}
