package io.headroom.bench;

import io.headroom.load.ArrivalSchedule;
import io.headroom.load.InjectorSample;
import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.saturation.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * Simulates a service under load, event by event. Its time goes on from step to step; a step begins when the requests of the step before
 * are answered. Times are in seconds.
 */
final class SimulatedService {

    private static final double RETRY_WAIT_SECONDS = 0.1;
    private static final double LEAST_WINDOW_SECONDS = 0.5;
    private static final double STRAINED_SECONDS = 1;

    private final ModelService model;
    private final Random random;
    private final ServiceNoise noise;
    private final double logSigma;
    private final double[][] freeAt;
    private final int[] inside;
    private final PriorityQueue<Completion> completions =
            new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
    private double now;
    private double drainedAt;
    private double strainedUntil;
    private int turn;
    private double tokens;
    private double tokensAt;

    /** Outcome of the request that was sent last. */
    private Outcome outcome = Outcome.OK;

    private record Completion(double at, int pod) {}

    private record Caller(double sendsAt, int number) {}

    SimulatedService(ModelService model, long seed) {
        this.model = model;
        this.random = IndependentRandom.of(seed);
        this.logSigma = Math.sqrt(Math.log(1 + model.variation() * model.variation()));
        int mostPods = Math.max(model.pods(), model.change().pods());
        this.freeAt = new double[mostPods][model.slots()];
        this.inside = new int[mostPods];
        this.tokens = model.bucket().burst();
        this.noise = new ServiceNoise(model, random);
    }

    /** Returns the simulated time so far. */
    double seconds() {
        return now;
    }

    /** Runs one step and measures it as a run of Gatling would, with as many virtual users as it takes. */
    StepStatistics run(Step step, Timing timing) {
        return run(step, timing, counts -> false);
    }

    /** Runs one step with as many virtual users as it takes. */
    StepStatistics run(Step step, Timing timing, Predicate<OutcomeCounts> conclusive) {
        return run(step, timing, NextStep.Run.ALL_USERS, conclusive);
    }

    /**
     * Runs one step, which ends early once its counts are conclusive, but no sooner than a run of ours would end it. Requests in flight
     * at that time are counted as if they had ended in the window; no search of ours uses the goodput of such a step.
     *
     * @param mostInFlight most arrivals in flight; one that is due while there are as many is sent when one of them is answered
     * @param conclusive   tells whether the counts are evidence enough to end the step
     */
    StepStatistics run(Step step, Timing timing, int mostInFlight, Predicate<OutcomeCounts> conclusive) {
        noise.nextStep();
        StepInProgress progress = new StepInProgress(step, timing, conclusive);
        Load load = step.load();
        if (load instanceof Arrivals arrivals) {
            offer(arrivals, mostInFlight, progress);
        } else {
            offer((Callers) load, progress);
        }
        now = Math.max(progress.windowEnd, drainedAt);
        return progress.recorder.statistics();
    }

    private void offer(Arrivals arrivals, int mostInFlight, StepInProgress progress) {
        Duration most = progress.timing.limit().plus(progress.timing.settling());
        Duration window = progress.timing.window();
        long seed = random.nextLong();
        ArrivalSchedule schedule = progress.step.purpose() == Purpose.LIMIT
                ? ArrivalSchedule.byChance(arrivals, most, window, seed)
                : new ArrivalSchedule(arrivals, most, window, seed);
        double start = now;
        PriorityQueue<Double> inFlight = new PriorityQueue<>();
        boolean late = false;
        while (true) {
            double due = start + schedule.nextNanos() / 1e9;
            while (!inFlight.isEmpty() && inFlight.peek() <= due) {
                inFlight.poll();
            }
            boolean waits = inFlight.size() >= mostInFlight;
            double at = waits ? inFlight.poll() : due;
            if (waits) {
                late = true;
                progress.fill(at);
            }
            if (!progress.takes(at)) {
                break;
            }
            double finish = send(at);
            inFlight.add(finish);
            progress.record(at, finish, outcome);
        }
        if (late) {
            progress.notice(schedule, start);
        }
    }

    private void offer(Callers callers, StepInProgress progress) {
        PriorityQueue<Caller> queue =
                new PriorityQueue<>((one, other) -> Double.compare(one.sendsAt(), other.sendsAt()));
        double spread = progress.timing.settling().toNanos() / 2e9;
        for (int i = 0; i < callers.callers(); i++) {
            queue.add(new Caller(now + spread * i / callers.callers(), i));
        }
        while (true) {
            Caller caller = queue.poll();
            if (!progress.takes(caller.sendsAt())) {
                return;
            }
            double finish = send(caller.sendsAt());
            progress.record(caller.sendsAt(), finish, outcome);
            queue.add(new Caller(outcome == Outcome.OK ? finish : finish + RETRY_WAIT_SECONDS, caller.number()));
        }
    }

    /** Sends one request. Returns when it is answered, and sets {@link #outcome}. */
    private double send(double at) {
        while (!completions.isEmpty() && completions.peek().at() <= at) {
            inside[completions.poll().pod()]--;
        }
        if (!takeToken(at)) {
            outcome = Outcome.REFUSED;
            return at;
        }
        int pod = choose(hasChanged(at) ? model.change().pods() : model.pods());
        if (noise.isFlapping(pod, at)) {
            outcome = Outcome.NOT_READY;
            return at;
        }
        int slot = earliest(freeAt[pod]);
        if (inside[pod] >= model.slots() + model.queuePerPod()) {
            outcome = Outcome.REFUSED;
            strainedUntil = at + STRAINED_SECONDS;
            freeAt[pod][slot] += model.refusalCost() * model.serviceSeconds() / speed(at);
            return at;
        }
        double finish = Math.max(at, freeAt[pod][slot]) + serviceSeconds(at) * (pod == 0 ? model.slowness() : 1);
        freeAt[pod][slot] = finish;
        inside[pod]++;
        completions.add(new Completion(finish, pod));
        drainedAt = Math.max(drainedAt, finish);
        boolean inTime = finish - at <= model.timeout();
        outcome = inTime ? Outcome.OK : Outcome.TIMED_OUT;
        return inTime ? finish : at + model.timeout();
    }

    /** Takes a token from the bucket, if there is one; an endless bucket always has one. */
    private boolean takeToken(double at) {
        ModelService.Bucket bucket = model.bucket();
        if (Double.isInfinite(bucket.burst())) {
            return true;
        }
        tokens = Math.min(bucket.burst(), tokens + bucket.perSecond() * (at - tokensAt));
        tokensAt = at;
        boolean taken = tokens >= 1;
        tokens -= taken ? 1 : 0;
        return taken;
    }

    private int choose(int pods) {
        return switch (model.router()) {
            case RANDOM -> random.nextInt(pods);
            case ROUND_ROBIN -> turn++ % pods;
            case SHORTEST_QUEUE -> shortest(pods);
        };
    }

    private int shortest(int pods) {
        int from = turn++ % pods;
        int best = from;
        for (int i = 1; i < pods; i++) {
            int pod = (from + i) % pods;
            if (inside[pod] < inside[best]) {
                best = pod;
            }
        }
        return best;
    }

    private static int earliest(double[] times) {
        int best = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] < times[best]) {
                best = i;
            }
        }
        return best;
    }

    private double serviceSeconds(double at) {
        return model.serviceSeconds() * factor() / speed(at);
    }

    /** Draws the time that a request takes, as a factor of the mean. */
    private double factor() {
        if (model.exponential()) {
            return -Math.log(1 - random.nextDouble());
        }
        return logSigma == 0 ? 1 : Math.exp(logSigma * random.nextGaussian() - logSigma * logSigma / 2);
    }

    private boolean hasChanged(double at) {
        return at >= model.change().atSeconds();
    }

    private double speed(double at) {
        double changed = hasChanged(at) ? model.change().factor() : 1;
        double strained = at < strainedUntil ? model.strainedSpeed() : 1;
        return changed * strained * noise.speed(at);
    }

    /** A step in its three phases: it settles until enough requests are refused, settles for a fixed time, and is measured. */
    private final class StepInProgress {
        private final Step step;
        private final Timing timing;
        private final Predicate<OutcomeCounts> conclusive;
        private final StepRecorder recorder;
        private double windowStart;
        private double windowEnd;
        private boolean windowKnown;
        private int refused;

        /** Times at which requests are answered that were sent before the start of the window was known. */
        private final List<Double> pending = new ArrayList<>();

        StepInProgress(Step step, Timing timing, Predicate<OutcomeCounts> conclusive) {
            this.step = step;
            this.timing = timing;
            this.conclusive = conclusive;
            this.recorder = new StepRecorder(step);
            double limit = now + seconds(timing.limit());
            if (timing.refusals() == 0) {
                windowFrom(now);
            } else {
                windowStart = limit + seconds(timing.settling());
                windowEnd = windowStart + seconds(timing.window());
            }
        }

        private void windowFrom(double filled) {
            windowStart = filled + seconds(timing.settling());
            windowEnd = windowStart + seconds(timing.window());
            windowKnown = true;
            recorder.startWindow(millis(windowStart));
            recorder.endWindow(millis(windowEnd));
            pending.forEach(finish -> recorder.settlingRequest(millis(finish), Outcome.OK));
            pending.clear();
        }

        /** Returns whether a request that is sent at this time still belongs to the step. */
        boolean takes(double at) {
            if (!windowKnown && at >= windowStart - seconds(timing.settling())) {
                windowFrom(windowStart - seconds(timing.settling()));
            }
            return at < windowEnd;
        }

        /** Called when the queues are full, or as many requests are in flight as may be. */
        void fill(double at) {
            if (!windowKnown) {
                windowFrom(at);
            }
        }

        /** Notes how many arrivals were due in the window: not all of them were sent. */
        void notice(ArrivalSchedule schedule, double start) {
            long due = schedule.dueBetween(nanos(windowStart - start), nanos(windowEnd - start));
            Histogram none = new Histogram(InjectorSample.LAG_DIGITS);
            recorder.noticed(new InjectorSample(
                    0, OptionalDouble.empty(), 0, 0, 0, due, none, none, new Histogram(InjectorSample.LATENCY_DIGITS)));
        }

        void record(double at, double finish, Outcome of) {
            if (of == Outcome.REFUSED && ++refused == timing.refusals()) {
                fill(at);
            }
            if (at >= windowStart) {
                recorder.request(millis(finish), millis(finish - at), of);
                endIfConclusive(at, of);
            } else if (windowKnown) {
                recorder.settlingRequest(millis(finish), of);
            } else if (of == Outcome.OK) {
                pending.add(finish);
            }
        }

        private void endIfConclusive(double at, Outcome of) {
            if (of != Outcome.OK && at >= windowStart + LEAST_WINDOW_SECONDS && conclusive.test(recorder.counts())) {
                windowEnd = at;
                recorder.endWindow(millis(at));
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static long nanos(double seconds) {
        return Math.round(1e9 * seconds);
    }

    private static long millis(double seconds) {
        return Math.round(1000 * seconds);
    }
}
