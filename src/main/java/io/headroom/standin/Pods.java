package io.headroom.standin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The pods and the router before them. Reads no clock: time is an argument. Not safe for use by several threads. */
final class Pods {

    private static final double COLD_FACTOR = 3;

    private final StandInSettings settings;
    private final long startNanos;
    private final Random random;
    private final List<Pod> pods;
    private final Optional<TokenBucket> bucket;
    private final double logSigma;
    private int turn;

    Pods(StandInSettings settings, long startNanos, long seed) {
        this.settings = settings;
        this.startNanos = startNanos;
        this.random = new Random(seed);
        this.pods = Stream.generate(() -> new Pod(settings.concurrency(), settings.queuePerPod()))
                .limit(settings.mostPods())
                .toList();
        this.bucket = settings.disturbances().limit().map(limit -> new TokenBucket(limit, startNanos));
        double variation = settings.latencyVariation();
        this.logSigma = Math.sqrt(Math.log(1 + variation * variation));
    }

    /** Outcome of a request. */
    sealed interface PodAnswer {
        /** Calls the one that stands for this outcome. */
        void match(LongConsumer scored, IntConsumer refused, IntConsumer failed, LongConsumer timedOut);

        /** The request is worked on and finished at that time. */
        record Scored(long finishNanos) implements PodAnswer {
            @Override
            public void match(LongConsumer scored, IntConsumer refused, IntConsumer failed, LongConsumer timedOut) {
                scored.accept(finishNanos);
            }
        }

        /** The chosen pod is full, or the limit of the rate is used up. */
        record Refused(int status) implements PodAnswer {
            @Override
            public void match(LongConsumer scored, IntConsumer refused, IntConsumer failed, LongConsumer timedOut) {
                refused.accept(status);
            }
        }

        /** The chosen pod fails. */
        record Failed(int status) implements PodAnswer {
            @Override
            public void match(LongConsumer scored, IntConsumer refused, IntConsumer failed, LongConsumer timedOut) {
                failed.accept(status);
            }
        }

        /** The request is worked on, but its caller is answered before it is finished: at that time, with 504. */
        record TimedOut(long atNanos) implements PodAnswer {
            @Override
            public void match(LongConsumer scored, IntConsumer refused, IntConsumer failed, LongConsumer timedOut) {
                timedOut.accept(atNanos);
            }
        }
    }

    /** Routes a request that arrives now. */
    PodAnswer offer(long nowNanos) {
        if (bucket.isPresent() && !bucket.get().take(nowNanos)) {
            return new PodAnswer.Refused(429);
        }
        int chosen = choose(nowNanos);
        Optional<Failure> failure = failure(nowNanos).filter(acted -> chosen < acted.pods());
        if (failure.isPresent()) {
            return new PodAnswer.Failed(failure.get().status().orElseThrow());
        }
        return isFull(chosen, nowNanos)
                ? new PodAnswer.Refused(settings.refusedStatus())
                : answered(
                        pods.get(chosen)
                                .take(
                                        nowNanos,
                                        serviceNanos(chosen, pods.get(chosen).begins(nowNanos))),
                        nowNanos);
    }

    private boolean isFull(int chosen, long nowNanos) {
        if (settings.routing() != Routing.SHARED_QUEUE) {
            return pods.get(chosen).isFull(nowNanos);
        }
        long inside = pods.stream().mapToLong(pod -> pod.inside(nowNanos)).sum();
        return inside >= (long) present(nowNanos) * (settings.concurrency() + settings.queuePerPod());
    }

    private PodAnswer answered(long finishNanos, long nowNanos) {
        return settings.disturbances()
                .timeOut()
                .map(Duration::toNanos)
                .filter(longest -> finishNanos - nowNanos > longest)
                .<PodAnswer>map(longest -> new PodAnswer.TimedOut(nowNanos + longest))
                .orElseGet(() -> new PodAnswer.Scored(finishNanos));
    }

    /** Returns the failure that some pods answer with now. */
    Optional<Failure> failure(long nowNanos) {
        return settings.disturbances()
                .failure()
                .filter(failure -> failure.status().isPresent() && failure.isOn(sinceStart(nowNanos)));
    }

    private int choose(long nowNanos) {
        int present = present(nowNanos);
        return switch (settings.routing()) {
            case RANDOM -> random.nextInt(present);
            case ROUND_ROBIN -> Math.floorMod(turn++, present);
            case LEAST_BUSY -> least(present, pod -> pod.inside(nowNanos));
            case SHARED_QUEUE -> least(present, pod -> pod.begins(nowNanos));
        };
    }

    /** Returns how many pods there are now. */
    private int present(long nowNanos) {
        return settings.disturbances()
                .change()
                .filter(change -> sinceStart(nowNanos).compareTo(change.after()) >= 0)
                .map(PodsChange::pods)
                .orElse(settings.pods());
    }

    /** Returns the pod with the least of something. The search starts at another pod each time, so that equal pods share the load. */
    private int least(int present, ToLongFunction<Pod> of) {
        int from = Math.floorMod(turn++, present);
        int best = from;
        for (int i = 1; i < present; i++) {
            int pod = (from + i) % present;
            if (of.applyAsLong(pods.get(pod)) < of.applyAsLong(pods.get(best))) {
                best = pod;
            }
        }
        return best;
    }

    /**
     * Draws the time a request is worked on: log-normal, {@code mean · exp(σz − σ²/2)} with a standard normal {@code z}, where
     * {@code σ² = ln(1 + v²)} makes its coefficient of variation {@code v}; or exponential, {@code −mean · ln(1 − u)} with a
     * {@code u} that is uniform from 0 to 1.
     */
    private long serviceNanos(int pod, long beginNanos) {
        double nanos = settings.latencyOf(pod).toNanos() * coldness(beginNanos);
        if (settings.distribution() == LatencyDistribution.EXPONENTIAL) {
            nanos *= -Math.log(1 - random.nextDouble());
        } else if (logSigma > 0) {
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
