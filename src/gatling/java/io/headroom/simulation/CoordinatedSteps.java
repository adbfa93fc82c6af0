package io.headroom.simulation;

import io.headroom.clients.InjectorLink;
import io.headroom.clients.Message;
import io.headroom.load.InjectorSample;
import io.headroom.load.Load;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.Weights;
import io.headroom.plan.TimeLeft;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the decisions of a coordinator. This process hosts one of the clients of the run. */
final class CoordinatedSteps implements StepSource {

    private final InjectorLink link;
    private final int client;
    private final Weights weights;
    private final int users;
    private final long runStartEpochMillis;
    private final Supplier<Message.Beat> beats;

    /**
     * @param client              number of the client, from 1
     * @param weights             how all clients of the run share the load
     * @param users               virtual users of all clients together
     * @param runStartEpochMillis start of this process's run, milliseconds since 1970
     * @param beats               supplies the progress of the run
     */
    CoordinatedSteps(
            InjectorLink link,
            int client,
            Weights weights,
            int users,
            long runStartEpochMillis,
            Supplier<Message.Beat> beats) {
        this.link = link;
        this.client = client;
        this.weights = weights;
        this.users = users;
        this.runStartEpochMillis = runStartEpochMillis;
        this.beats = beats;
    }

    @Override
    public void ready() {
        link.ready(runStartEpochMillis, beats);
    }

    @Override
    public void closed(Step step, StepRecorder measured, InjectorSample sample) {
        link.done(step, measured.recorded(), sample);
    }

    /** Returns the coordinator's order, unless it is none that this client's settings allow. */
    @Override
    public Optional<Order> next() {
        Optional<Message> order = link.order();
        if (order.orElse(null) instanceof Message.Begin begin) {
            Optional<Load> share = begin.share().asLoad();
            if (!isMine(share, begin.run().step().load())) {
                link.disconnect(
                        "the coordinator orders " + share.map(Load::description).orElse("nothing")
                                + " of this client, which is not its share of "
                                + begin.run().step().load().description());
                return Optional.empty();
            }
            return Optional.of(new Next(step(begin, share)));
        }
        return order.map(end -> new Over(((Message.End) end).ending()));
    }

    /** A rate is compared with its share of the label, which is rounded. */
    private boolean isMine(Optional<Load> share, Load whole) {
        if (whole.concurrentCallers().orElse(0) > users) {
            return false;
        }
        Optional<Load> mine = weights.shareOf(whole, client);
        return mine.isPresent() == share.isPresent()
                && mine.stream().allMatch(load -> share.orElseThrow().isNearly(load, 1));
    }

    private StepOrder step(Message.Begin begin, Optional<Load> share) {
        long startNanos = System.nanoTime() + Math.round(begin.startsInMillis() * 1e6);
        List<StepPart> parts = share.map(load -> List.of(part(load, begin.run().arrivalUsers(users))))
                .orElse(List.of());
        return new StepOrder(begin.run(), startNanos, parts, weights.count());
    }

    private StepPart part(Load load, int arrivalUsers) {
        return StepPart.of(client, load, weights.mostCallers(arrivalUsers, client));
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
    public Optional<String> disconnection() {
        return link.isDisconnected() ? link.disconnection() : Optional.empty();
    }

    @Override
    public void disconnect(String reason) {
        link.disconnect(reason);
    }

    /** Returns nothing, because the coordinator knows the plan and prints it. */
    @Override
    public Optional<String> why() {
        return Optional.empty();
    }

    /** Returns nothing, because the coordinator knows the plan and prints it. */
    @Override
    public Optional<TimeLeft> timeLeft() {
        return Optional.empty();
    }
}
