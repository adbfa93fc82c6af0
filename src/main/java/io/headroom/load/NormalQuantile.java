package io.headroom.load;

/** Quantiles of the standard normal distribution. */
public final class NormalQuantile {

    /**
     * The 0.975 quantile: a normal value lies within this many standard deviations of its mean with a probability of 95
     * %. It is 1.95996…; two decimals are as exact as the standard deviations that it is multiplied by.
     */
    public static final double TWO_SIDED_95 = 1.96;

    private NormalQuantile() {}
}
