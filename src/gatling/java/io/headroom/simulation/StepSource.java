package io.headroom.simulation;

import io.headroom.load.RecordedStep;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where a conductor's decisions come from. Called by the conductor only. */
interface StepSource {

    /** What is to be done: a step, or nothing any more. */
    sealed interface Order {}

    /** Run this. */
    record Next(StepOrder step) implements Order {}

    /** The run is over. */
    record Over(Ending ending) implements Order {}

    /** The injector is ready to begin. */
    void ready();

    /** A step was closed: what this injector measured, and noticed, as a line of {@code injector.jsonl}. */
    void closed(int step, RecordedStep recorded, String noticed);

    /** What comes after those steps; nothing as long as that is not decided. */
    Optional<Order> next(List<StepStatistics> finished);

    /** Whether enough was refused for the step to settle. */
    boolean isFilled(ActiveStep step);

    /** Whether what was seen of a step is enough to end it. */
    boolean isConclusive(ActiveStep step);

    /** Whether nobody decides any more. */
    boolean isLost();

    /** The injector leaves before the end, or at it. */
    void leave(String reason);

    /** How long the rest takes at most, where that can be told. */
    Optional<Duration> atMostLeft(List<StepStatistics> finished);
}
