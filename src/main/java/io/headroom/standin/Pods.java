package io.headroom.standin;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The pods and the router before them. Reads no clock: time is an argument. Not safe for use by several threads. */
final class Pods {

    private static final double COLD_FACTOR = 3;

    private final StandInSettings settings;
    private final long startNanos;
    private final Random random;
    private final List<Pod> pods;
    private final double logSigma;
    private int turn;

    Pods(StandInSettings settings, long startNanos, long seed) {
        this.settings = settings;
        this.startNanos = startNanos;
        this.random = new Random(seed);
        this.pods = Stream.generate(() -> new Pod(settings.concurrency(), settings.queuePerPod()))
                .limit(settings.pods())
                .toList();
        double variation = settings.latencyVariation();
        this.logSigma = Math.sqrt(Math.log(1 + variation * variation));
    }

    /** Outcome of a request. */
    sealed interface PodAnswer {
        /** The request is worked on and finished at that time. */
        record Scored(long finishNanos) implements PodAnswer {}

        /** The chosen pod is full: 503. */
        record Refused() implements PodAnswer {}

        /** The chosen pod fails: 502. */
        record BadGateway() implements PodAnswer {}
    }

    /** Routes a request that arrives now. */
    PodAnswer offer(long nowNanos) {
        int chosen = choose(nowNanos);
        if (chosen < failing(nowNanos)) {
            return new PodAnswer.BadGateway();
        }
        Pod pod = pods.get(chosen);
        return pod.isFull(nowNanos)
                ? new PodAnswer.Refused()
                : new PodAnswer.Scored(pod.take(nowNanos, serviceNanos(nowNanos)));
    }

    /** Returns how many pods answer 502 now. */
    int failing(long nowNanos) {
        return settings.failure()
                .filter(failure -> failure.mode() == Failure.Mode.BAD_GATEWAY && failure.isOn(sinceStart(nowNanos)))
                .map(Failure::pods)
                .orElse(0);
    }

    private int choose(long nowNanos) {
        return switch (settings.routing()) {
            case RANDOM -> random.nextInt(pods.size());
            case ROUND_ROBIN -> Math.floorMod(turn++, pods.size());
            case LEAST_BUSY -> leastBusy(nowNanos);
        };
    }

    /** Returns the least busy pod. The search starts at another pod each time, so that equally busy pods share the load. */
    private int leastBusy(long nowNanos) {
        int from = Math.floorMod(turn++, pods.size());
        int best = from;
        for (int i = 1; i < pods.size(); i++) {
            int pod = (from + i) % pods.size();
            if (pods.get(pod).inside(nowNanos) < pods.get(best).inside(nowNanos)) {
                best = pod;
            }
        }
        return best;
    }

    /**
     * Draws the time a request is worked on: log-normal, {@code mean · exp(σz − σ²/2)} with a standard normal {@code z}. With
     * {@code σ² = ln(1 + v²)} its coefficient of variation is {@code v}.
     */
    private long serviceNanos(long nowNanos) {
        double nanos = settings.latency().toNanos() * coldness(nowNanos);
        if (logSigma > 0) {
            nanos *= Math.exp(logSigma * random.nextGaussian() - logSigma * logSigma / 2);
        }
        return Math.max(1, Math.round(nanos));
    }

    private double coldness(long nowNanos) {
        double cold = settings.coldStart().toNanos();
        double since = nowNanos - startNanos;
        return since >= cold ? 1 : COLD_FACTOR - (COLD_FACTOR - 1) * since / cold;
    }

    private Duration sinceStart(long nowNanos) {
        return Duration.ofNanos(nowNanos - startNanos);
    }
}
