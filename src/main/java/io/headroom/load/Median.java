package io.headroom.load;

import java.util.Arrays;
import java.util.List;

/**
 * The median: the middle one of sorted values. An even number of values has two in the middle, the lower and the upper
 * one.
 */
public final class Median {

    private Median() {}

    /**
     * Returns the median of at least one value, in any order; of an even number of values, the mean of the two in the
     * middle.
     */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double upper = sorted[sorted.length / 2];
        return sorted.length % 2 == 1 ? upper : (sorted[lowerIndex(sorted.length)] + upper) / 2;
    }

    /** Returns the lower median of at least one value, in any order. */
    public static long lower(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[lowerIndex(sorted.length)];
    }

    /** Returns the lower median of a sorted list that is not empty. */
    public static <T> T lowerOfSorted(List<T> sorted) {
        return sorted.get(lowerIndex(sorted.size()));
    }

    /** Returns the upper median of a sorted list that is not empty. */
    public static <T> T upperOfSorted(List<T> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static int lowerIndex(int count) {
        return (count - 1) / 2;
    }
}
