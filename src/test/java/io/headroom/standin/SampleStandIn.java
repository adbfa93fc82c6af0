package io.headroom.standin;

import java.time.Duration;
import java.util.Optional;

/** Settings that tests start from: 12 pods that work on one request each, with 2 queued. */
public record SampleStandIn(
        int pods,
        int concurrency,
        Duration latency,
        double variation,
        int queue,
        int refusedStatus,
        Routing routing,
        Duration coldStart,
        Disturbances disturbances) {

    public static SampleStandIn taking(Duration latency) {
        return new SampleStandIn(12, 1, latency, 0, 2, 503, Routing.LEAST_BUSY, Duration.ZERO, Disturbances.NONE);
    }

    public SampleStandIn withPods(int number, int workingOn, int queued) {
        return new SampleStandIn(
                number, workingOn, latency, variation, queued, refusedStatus, routing, coldStart, disturbances);
    }

    SampleStandIn withVariation(double coefficient) {
        return new SampleStandIn(
                pods, concurrency, latency, coefficient, queue, refusedStatus, routing, coldStart, disturbances);
    }

    SampleStandIn withRouting(Routing other) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, queue, refusedStatus, other, coldStart, disturbances);
    }

    SampleStandIn withColdStart(Duration time) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, queue, refusedStatus, routing, time, disturbances);
    }

    SampleStandIn withRefusedStatus(int status) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, queue, status, routing, coldStart, disturbances);
    }

    SampleStandIn withFailure(Failure failure) {
        return with(new Disturbances(Optional.of(failure), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    SampleStandIn withSlow(SlowPods slow) {
        return with(new Disturbances(Optional.empty(), Optional.of(slow), Optional.empty(), Optional.empty()));
    }

    SampleStandIn withChange(PodsChange change) {
        return with(new Disturbances(Optional.empty(), Optional.empty(), Optional.of(change), Optional.empty()));
    }

    SampleStandIn withLimit(RateLimit limit) {
        return with(new Disturbances(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(limit)));
    }

    private SampleStandIn with(Disturbances other) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, queue, refusedStatus, routing, coldStart, other);
    }

    public StandInSettings settings() {
        return new StandInSettings(
                pods, concurrency, latency, variation, queue, refusedStatus, routing, coldStart, disturbances);
    }
}
