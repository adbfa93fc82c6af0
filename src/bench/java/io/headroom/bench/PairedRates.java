package io.headroom.bench;

import java.util.ArrayList;
import java.util.List;

/** Rates that were measured in pairs, one right after the other, so that a slow machine slows both. */
final class PairedRates {

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();

    /** Adds a pair and returns its ratio. */
    double add(double our, double other) {
        if (!(our > 0 && other > 0)) {
            throw new IllegalArgumentException("rates must be above 0, but are " + our + " and " + other);
        }
        ours.add(our);
        others.add(other);
        return our / other;
    }

    int size() {
        return ours.size();
    }

    /** Returns our rates divided by the others, in ascending order. */
    List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / others.get(i));
        }
        return ratios.stream().sorted().toList();
    }

    double medianRatio() {
        return median(ratios());
    }

    double medianOfOurs() {
        return median(ours.stream().sorted().toList());
    }

    double medianOfOthers() {
        return median(others.stream().sorted().toList());
    }

    /**
     * Returns how much faster the fastest run of the other was than its slowest: 0.3 for 30 %. It shows how far a single run can be
     * trusted.
     */
    double spreadOfOthers() {
        List<Double> sorted = others.stream().sorted().toList();
        return sorted.get(sorted.size() - 1) / sorted.get(0) - 1;
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
