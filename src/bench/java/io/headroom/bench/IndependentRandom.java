package io.headroom.bench;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Makes random numbers that are independent between seeds that follow each other. The first numbers of {@link Random} are not: its
 * seed goes through a linear congruence, so that those of the next seed are a fixed distance away, and 1,000 repetitions are fewer.
 */
final class IndependentRandom {

    private IndependentRandom() {}

    static Random of(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
