package io.headroom.simulation;

import io.headroom.load.RecordedStep;
import io.headroom.load.StepStatistics;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.RunPlan;
import io.headroom.saturation.SaturationRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides by the plan and what this process alone has seen. */
final class LocalSteps implements StepSource {

    private final RunPlan plan;
    private final SaturationRule rule;
    private final Optional<Weights> clients;
    private final Duration lead;

    /**
     * @param clients how the clients of this process share the load; nothing in a run without clients
     * @param lead    from a decision to the start of the step
     */
    LocalSteps(RunPlan plan, SaturationRule rule, Optional<Weights> clients, Duration lead) {
        this.plan = plan;
        this.rule = rule;
        this.clients = clients;
        this.lead = lead;
    }

    @Override
    public void ready() {
        // waits for nobody
    }

    @Override
    public void closed(int step, RecordedStep recorded, String noticed) {
        // the conductor knows it
    }

    @Override
    public Optional<Order> next(List<StepStatistics> finished) {
        NextStep next = plan.next(finished);
        if (next instanceof NextStep.Run run) {
            List<StepPart> parts = clients.map(weights -> shares(run, weights, plan.seats(finished)))
                    .orElseGet(() -> List.of(StepPart.whole(run, plan.seats(finished))));
            long startNanos = System.nanoTime() + lead.toNanos();
            return Optional.of(new Next(new StepOrder(
                    run, startNanos, parts, clients.map(Weights::count).orElse(1))));
        }
        return Optional.of(new Over(((NextStep.Finished) next).ending()));
    }

    private static List<StepPart> shares(NextStep.Run run, Weights weights, int seats) {
        return IntStream.rangeClosed(1, weights.count())
                .boxed()
                .flatMap(client -> weights
                        .shareOf(run.step().load(), client)
                        .map(share -> StepPart.of(client, share, weights.mostCallers(seats, client)))
                        .stream())
                .toList();
    }

    @Override
    public boolean isFilled(ActiveStep step) {
        return step.refusedWhileSettling() >= step.run().filling().refusals();
    }

    @Override
    public boolean isConclusive(ActiveStep step) {
        return rule.ends(step.run().step().purpose(), step.counts());
    }

    @Override
    public boolean isLost() {
        return false;
    }

    @Override
    public void leave(String reason) {
        // nobody waits
    }

    @Override
    public Optional<Duration> atMostLeft(List<StepStatistics> finished) {
        return plan.atMostLeft(finished);
    }
}
