package io.headroom.sizing;

import io.headroom.saturation.OnePercentRate;
import java.util.Locale;

/**
 * The load to run at if the target would refuse requests.
 *
 * @param perSecond {@code min(fraction × lower end of the capacity's 95 % interval, 0.9 × rate at which 1 % are
 *                  refused)}, in requests per second
 * @param reason    which of the two it is, in words
 */
public record SafeRate(double perSecond, String reason) {

    /** Safe share of the rate at which 1 % are refused. */
    public static final double OF_ONE_PERCENT = 0.9;

    /** Returns the smaller of the two safe rates. */
    static SafeRate of(double fraction, double lowestCapacity, OnePercentRate onePercent) {
        double byCapacity = fraction * lowestCapacity;
        double byRefusals = OF_ONE_PERCENT * onePercent.perSecond();
        return byRefusals <= byCapacity
                ? new SafeRate(
                        byRefusals,
                        description(
                                "%.0f %% of %.1f req/s, the highest rate at which at most 1 %% are refused",
                                OF_ONE_PERCENT, onePercent.perSecond()))
                : new SafeRate(
                        byCapacity,
                        description(
                                "%.0f %% of %.1f req/s, the lower end of the capacity's 95 %% interval",
                                fraction, lowestCapacity));
    }

    private static String description(String format, double share, double perSecond) {
        return String.format(Locale.ROOT, format, 100 * share, perSecond);
    }
}
