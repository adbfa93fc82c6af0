package io.headroom.bench;

import java.util.Random;

/**
 * Changes the speed of a simulated service over time, as real services change theirs: by a factor that is new in each step, by an
 * autocorrelated factor that drifts slowly, by a cold start, and by one pod at a time that answers nothing but 502 for a second.
 * Without noise the speed is 1 throughout. Times are in seconds.
 */
final class ServiceNoise {

    static final double COLD_SECONDS = 20;
    private static final double COLD_FACTOR = 3;
    private static final double STEP_SIGMA = 0.02;
    private static final double DRIFT_SIGMA = 0.03;
    private static final double TAU_SECONDS = 30;
    private static final double SECONDS_BETWEEN_FLAPS = 600;
    private static final double FLAP_SECONDS = 1;

    private final ModelService model;
    private final Random random;
    private double stepFactor = 1;
    private double drift;
    private double driftAt;
    private double nextFlap;
    private int flappingPod;

    ServiceNoise(ModelService model, Random random) {
        this.model = model;
        this.random = random;
        this.drift = DRIFT_SIGMA * random.nextGaussian();
        this.nextFlap = flapAfter(0);
    }

    /** Draws the factor of a new step. */
    void nextStep() {
        stepFactor = model.noisy() ? Math.exp(STEP_SIGMA * random.nextGaussian()) : 1;
    }

    /** Returns the speed of the pods, as a factor. */
    double speed(double at) {
        if (!model.noisy()) {
            return 1;
        }
        double cold = at >= COLD_SECONDS ? 1 : COLD_FACTOR - (COLD_FACTOR - 1) * at / COLD_SECONDS;
        return stepFactor * (1 + drift(at)) / cold;
    }

    /** Advances an Ornstein-Uhlenbeck process, at most every tenth of a second. */
    private double drift(double at) {
        double since = at - driftAt;
        if (since > 0.1) {
            double kept = Math.exp(-since / TAU_SECONDS);
            drift = kept * drift + Math.sqrt(1 - kept * kept) * DRIFT_SIGMA * random.nextGaussian();
            driftAt = at;
        }
        return drift;
    }

    /** Returns whether a pod answers nothing but 502. */
    boolean isFlapping(int pod, double at) {
        if (!model.noisy()) {
            return false;
        }
        while (at >= nextFlap + FLAP_SECONDS) {
            nextFlap = flapAfter(nextFlap);
        }
        return at >= nextFlap && pod == flappingPod;
    }

    private double flapAfter(double time) {
        flappingPod = random.nextInt(model.pods());
        return time + FLAP_SECONDS - SECONDS_BETWEEN_FLAPS * Math.log(1 - random.nextDouble());
    }
}
