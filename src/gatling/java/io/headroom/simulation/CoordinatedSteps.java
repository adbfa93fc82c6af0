package io.headroom.simulation;

import io.headroom.clients.InjectorLink;
import io.headroom.clients.Message;
import io.headroom.clients.Share;
import io.headroom.load.Load;
import io.headroom.load.RecordedStep;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Filling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does what a coordinator decides for several injectors, of which this is one client. */
final class CoordinatedSteps implements StepSource {

    private final InjectorLink link;
    private final int client;
    private final Weights weights;
    private final long runStartEpochMillis;
    private final Supplier<Message.Beat> beats;

    /**
     * @param client              from 1
     * @param runStartEpochMillis when the run of this process started
     * @param beats               how far it has got
     */
    CoordinatedSteps(
            InjectorLink link, int client, Weights weights, long runStartEpochMillis, Supplier<Message.Beat> beats) {
        this.link = link;
        this.client = client;
        this.weights = weights;
        this.runStartEpochMillis = runStartEpochMillis;
        this.beats = beats;
    }

    @Override
    public void ready() {
        link.ready(runStartEpochMillis, beats);
    }

    @Override
    public void closed(int step, RecordedStep recorded, String noticed) {
        link.done(step, recorded, noticed);
    }

    @Override
    public Optional<Order> next(List<StepStatistics> finished) {
        return link.order()
                .map(order -> order instanceof Message.Begin begin
                        ? new Next(step(begin))
                        : new Over(((Message.End) order).ending()));
    }

    private StepOrder step(Message.Begin begin) {
        Step step = Step.parse(begin.label())
                .orElseThrow(() -> new IllegalStateException("the coordinator ordered " + begin.label()));
        NextStep.Run run = new NextStep.Run(
                step,
                new Filling(begin.fillingRefusals(), Duration.ofMillis(begin.fillingMillis())),
                Duration.ofMillis(begin.settlingMillis()),
                Duration.ofMillis(begin.lengthMillis()));
        long startNanos = System.nanoTime() + Math.round(begin.startsIn() * 1e6);
        List<StepPart> parts = Optional.ofNullable(begin.share())
                .map(Share::load)
                .map(load -> List.of(part(load, begin.seats())))
                .orElse(List.of());
        return new StepOrder(run, startNanos, parts, weights.count());
    }

    private StepPart part(Load load, int seatsOfAll) {
        return StepPart.of(client, load, weights.mostCallers(seatsOfAll, client));
    }

    @Override
    public boolean isFilled(ActiveStep step) {
        return step.run().filling().refusals() == 0
                || link.isFilled(step.run().step().number());
    }

    @Override
    public boolean isConclusive(ActiveStep step) {
        return link.isStopped(step.run().step().number());
    }

    @Override
    public boolean isLost() {
        return link.isLost();
    }

    @Override
    public void leave(String reason) {
        link.leave(reason);
    }

    /** The coordinator says it to the user. */
    @Override
    public Optional<Duration> atMostLeft(List<StepStatistics> finished) {
        return Optional.empty();
    }
}
