package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.List;

/**
 * The power b of the callers with which goodput grows: {@code X ~ N^b}. It is 1 while no request waits, 0 where the
 * service is full, and below 0 where overload slows it down. It is the slope of a line through the points {@code x = ln N, y = ln X} of
 * the steps, by weighted least squares:
 *
 * <pre>{@code
 * b = Σ w_i·y_i,    w_i = v_i·(x_i − x̄) ÷ Σ v_j·(x_j − x̄)²,    1 ÷ v_i = σ_i² + 0.03²
 * error² = w'·C·w · max(1, Σ v_i·r_i² ÷ (n − 2))
 * }</pre>
 *
 * <p>with the mean x̄, weighted by v, the variances σ² and covariances C of {@link Goodput}, and the residuals r. The error
 * includes what the slow drift of the service may do to the slope while callers are added. The last factor is the ratio of R. T. Birge
 * (The Calculation of Errors by the Method of Least Squares, Physical Review 40, 1932): steps that do not lie on a line prove less, as
 * where one of them was disturbed.
 *
 * @param power b
 * @param error standard error of b
 */
public record GoodputGrowth(double power, double error) {

    /**
     * Returns the growth over steps with callers.
     *
     * @param steps steps with successes and with at least two numbers of callers
     */
    static GoodputGrowth of(List<StepStatistics> steps) {
        List<Goodput> goodputs = steps.stream().map(Goodput::of).toList();
        double[] x = steps.stream()
                .mapToDouble(step -> Math.log(CallersSearch.callers(step)))
                .toArray();
        double[] y = goodputs.stream().mapToDouble(Goodput::log).toArray();
        double[] v = goodputs.stream()
                .mapToDouble(goodput -> 1 / (goodput.stepVariance() + goodput.driftWith(goodput)))
                .toArray();
        double meanX = mean(x, v);
        double meanY = mean(y, v);
        double[] w = weights(x, v, meanX);
        double power = 0;
        for (int i = 0; i < w.length; i++) {
            power += w[i] * y[i];
        }
        double squares = 0;
        for (int i = 0; i < w.length; i++) {
            double residual = y[i] - meanY - power * (x[i] - meanX);
            squares += v[i] * residual * residual;
        }
        double disturbed = Math.max(1, squares / Math.max(1, w.length - 2));
        return new GoodputGrowth(power, Math.sqrt(variance(w, goodputs) * disturbed));
    }

    private static double mean(double[] values, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            all += weights[i];
        }
        return sum / all;
    }

    private static double[] weights(double[] x, double[] v, double meanX) {
        double squares = 0;
        double[] weights = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            weights[i] = v[i] * (x[i] - meanX);
            squares += weights[i] * (x[i] - meanX);
        }
        for (int i = 0; i < x.length; i++) {
            weights[i] /= squares;
        }
        return weights;
    }

    /** Returns {@code w'·C·w}. */
    private static double variance(double[] w, List<Goodput> goodputs) {
        double variance = 0;
        for (int i = 0; i < w.length; i++) {
            variance += w[i] * w[i] * goodputs.get(i).stepVariance();
            for (int j = 0; j < w.length; j++) {
                variance += w[i] * w[j] * goodputs.get(i).driftWith(goodputs.get(j));
            }
        }
        return variance;
    }

    /** Returns the end of the interval of b that is this many standard errors above the estimate. */
    double atMost(double errors) {
        return power + errors * error;
    }

    /** Returns the end of the interval of b that is this many standard errors below the estimate. */
    double atLeast(double errors) {
        return power - errors * error;
    }
}
