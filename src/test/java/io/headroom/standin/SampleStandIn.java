package io.headroom.standin;

import java.time.Duration;
import java.util.Optional;

/** Settings that tests start from: 12 pods that work on one request each, with 2 queued. */
record SampleStandIn(
        int pods,
        int concurrency,
        Duration latency,
        double variation,
        int queue,
        Routing routing,
        Duration coldStart,
        Optional<Failure> failure) {

    static SampleStandIn taking(Duration latency) {
        return new SampleStandIn(12, 1, latency, 0, 2, Routing.LEAST_BUSY, Duration.ZERO, Optional.empty());
    }

    SampleStandIn withPods(int number, int workingOn, int queued) {
        return new SampleStandIn(number, workingOn, latency, variation, queued, routing, coldStart, failure);
    }

    SampleStandIn withVariation(double coefficient) {
        return new SampleStandIn(pods, concurrency, latency, coefficient, queue, routing, coldStart, failure);
    }

    SampleStandIn withRouting(Routing other) {
        return new SampleStandIn(pods, concurrency, latency, variation, queue, other, coldStart, failure);
    }

    SampleStandIn withColdStart(Duration time) {
        return new SampleStandIn(pods, concurrency, latency, variation, queue, routing, time, failure);
    }

    SampleStandIn withFailure(Failure other) {
        return new SampleStandIn(pods, concurrency, latency, variation, queue, routing, coldStart, Optional.of(other));
    }

    StandInSettings settings() {
        return new StandInSettings(pods, concurrency, latency, variation, queue, routing, coldStart, failure);
    }
}
