package io.headroom.saturation;

import io.headroom.load.Median;
import io.headroom.saturation.Plateau.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The goodputs of two levels of overload, compared with each other and over time.
 *
 * @param low  what was measured at the lower level, in order
 * @param high what was measured at the higher level, in order
 */
record PlateauGoodputs(List<Point> low, List<Point> high) {

    /** Fewest goodputs of each level from which a change can be told. */
    private static final int LEAST = 3;

    /** If goodput grows by a higher power of the load than this, it is not yet near the capacity. */
    private static final double MOST_POWER = 0.1;

    /** Returns for each pair of goodputs how much higher that of the higher level is, as a logarithm. */
    double[] growth() {
        double[] growth = new double[Math.min(low.size(), high.size())];
        for (int i = 0; i < growth.length; i++) {
            growth[i] = Math.log(high.get(i).goodput() / low.get(i).goodput());
        }
        return growth;
    }

    /**
     * Returns how the capacity has changed. Empty if it has not, or if there are too few goodputs to tell, or if they
     * still grow with the load.
     */
    Optional<CapacityShift> shift() {
        boolean enough = high.size() >= LEAST && low.size() >= LEAST;
        double power = enough ? usualPower() : 0;
        return enough && power <= MOST_POWER ? ChangeDetection.in(comparable(power)) : Optional.empty();
    }

    /**
     * Returns the logarithms of the goodputs since the capacity changed, in order of time; each counts as a round.
     */
    double[] logsSince(CapacityShift shift) {
        return since(shift).stream().mapToDouble(Goodput::log).toArray();
    }

    /** Returns the mean time from one goodput since the change to the next, in milliseconds. */
    double apartMillisSince(CapacityShift shift) {
        List<Goodput> since = since(shift);
        return (since.get(since.size() - 1).millis() - since.get(0).millis()) / (since.size() - 1.0);
    }

    private List<Goodput> since(CapacityShift shift) {
        return comparable(usualPower()).stream()
                .filter(goodput -> goodput.answers() > 0 && goodput.millis() >= shift.atMillis())
                .sorted(Comparator.comparingLong(Goodput::millis))
                .toList();
    }

    /** Returns the goodputs of both levels as expected at one rate, if goodput is this power of the rate. */
    private List<Goodput> comparable(double power) {
        return Stream.concat(low.stream(), high.stream())
                .map(point -> point.at(low.get(0).rate(), power))
                .toList();
    }

    /**
     * Returns the power of the rate by which goodput grows: the median over the pairs of a low and a high level, which
     * one pair measured across a change hardly moves.
     */
    private double usualPower() {
        double[] powers = growth();
        for (int i = 0; i < powers.length; i++) {
            powers[i] /= Math.log(high.get(i).rate() / low.get(i).rate());
        }
        return Median.of(powers);
    }
}
