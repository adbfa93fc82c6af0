package io.headroom.standin;

import java.time.Duration;
import java.util.Optional;

/** Settings that tests start from: 12 pods that work on one request each, with 2 queued. */
public record SampleStandIn(
        int pods,
        int concurrency,
        Duration latency,
        double variation,
        LatencyDistribution distribution,
        int queue,
        int refusedStatus,
        Routing routing,
        Duration coldStart,
        Disturbances disturbances) {

    public static SampleStandIn taking(Duration latency) {
        return new SampleStandIn(
                12,
                1,
                latency,
                0,
                LatencyDistribution.LOG_NORMAL,
                2,
                503,
                Routing.LEAST_BUSY,
                Duration.ZERO,
                Disturbances.NONE);
    }

    public SampleStandIn withPods(int number, int workingOn, int queued) {
        return new SampleStandIn(
                number,
                workingOn,
                latency,
                variation,
                distribution,
                queued,
                refusedStatus,
                routing,
                coldStart,
                disturbances);
    }

    SampleStandIn withVariation(double coefficient) {
        return new SampleStandIn(
                pods,
                concurrency,
                latency,
                coefficient,
                distribution,
                queue,
                refusedStatus,
                routing,
                coldStart,
                disturbances);
    }

    SampleStandIn withDistribution(LatencyDistribution other) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, other, queue, refusedStatus, routing, coldStart, disturbances);
    }

    SampleStandIn withRouting(Routing other) {
        return new SampleStandIn(
                pods,
                concurrency,
                latency,
                variation,
                distribution,
                queue,
                refusedStatus,
                other,
                coldStart,
                disturbances);
    }

    SampleStandIn withColdStart(Duration time) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, distribution, queue, refusedStatus, routing, time, disturbances);
    }

    SampleStandIn withRefusedStatus(int status) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, distribution, queue, status, routing, coldStart, disturbances);
    }

    SampleStandIn withFailure(Failure failure) {
        return with(new Disturbances(
                Optional.of(failure), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    SampleStandIn withSlow(SlowPods slow) {
        return with(new Disturbances(
                Optional.empty(), Optional.of(slow), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    SampleStandIn withChange(PodsChange change) {
        return with(new Disturbances(
                Optional.empty(), Optional.empty(), Optional.of(change), Optional.empty(), Optional.empty()));
    }

    SampleStandIn withLimit(RateLimit limit) {
        return with(new Disturbances(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(limit), Optional.empty()));
    }

    SampleStandIn withTimeOut(Duration longest) {
        return with(new Disturbances(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(longest)));
    }

    private SampleStandIn with(Disturbances other) {
        return new SampleStandIn(
                pods, concurrency, latency, variation, distribution, queue, refusedStatus, routing, coldStart, other);
    }

    public StandInSettings settings() {
        return new StandInSettings(
                pods,
                concurrency,
                latency,
                variation,
                distribution,
                queue,
                refusedStatus,
                routing,
                coldStart,
                disturbances);
    }
}
