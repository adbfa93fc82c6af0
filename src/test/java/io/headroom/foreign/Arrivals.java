package io.headroom.foreign;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Times at which users arrive, in milliseconds after the start of the run. */
final class Arrivals {

    private Arrivals() {}

    /** Returns Poisson arrivals at a rate that varies, by thinning arrivals at the highest rate. */
    static int[] poisson(DoubleUnaryOperator ratePerSecond, double most, int seconds, long seed) {
        Random random = new Random(seed);
        IntStream.Builder at = IntStream.builder();
        double now = 0;
        while (true) {
            now -= Math.log(1 - random.nextDouble()) / most;
            if (now >= seconds) {
                return at.build().toArray();
            }
            if (random.nextDouble() * most < ratePerSecond.applyAsDouble(now)) {
                at.add((int) (1000 * now));
            }
        }
    }

    /** Returns even arrivals; the rate must never be 0. */
    static int[] even(DoubleUnaryOperator ratePerSecond, int seconds) {
        IntStream.Builder at = IntStream.builder();
        for (double now = 0; now < seconds; now += 1 / ratePerSecond.applyAsDouble(now)) {
            at.add((int) (1000 * now));
        }
        return at.build().toArray();
    }
}
