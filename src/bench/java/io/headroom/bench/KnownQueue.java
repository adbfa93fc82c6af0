package io.headroom.bench;

import java.util.function.DoubleUnaryOperator;

/**
 * Queues of which it is known how many requests take longer than a limit from arrival to answer, if arrivals are random. Times in
 * seconds.
 */
final class KnownQueue {

    private KnownQueue() {}

    /**
     * Returns the share of requests that take longer than the limit in the queue M/M/c: nobody waits with the probability 1 − C, with
     * Erlang's C; otherwise the wait is exponential with the rate {@code c·μ − λ} (L. Kleinrock, Queueing Systems I, 1975, 3.5 and 5.12).
     * The time of service, exponential with the rate μ, comes on top.
     *
     * @param servers c
     * @param service μ, requests per second that one server takes
     * @param rate    λ, requests per second, less than c·μ
     */
    static double lateOfExponential(int servers, double service, double rate, double limit) {
        double waits = erlangC(servers, rate / service);
        double leaves = servers * service - rate;
        double alone = Math.exp(-service * limit);
        double both = Math.abs(leaves - service) < 1e-9 * service
                ? alone * (1 + service * limit)
                : (leaves * alone - service * Math.exp(-leaves * limit)) / (leaves - service);
        return (1 - waits) * alone + waits * both;
    }

    /** Returns the probability that a request waits, by the recursion of Erlang's B: {@code B(k) = a·B(k−1) ÷ (k + a·B(k−1))}. */
    static double erlangC(int servers, double offered) {
        double blocked = 1;
        for (int k = 1; k <= servers; k++) {
            blocked = offered * blocked / (k + offered * blocked);
        }
        return blocked / (1 - offered / servers * (1 - blocked));
    }

    /**
     * Returns the share of requests that take longer than the limit in the queue M/D/1 (A. K. Erlang, The Theory of Probabilities and
     * Telephone Conversations, 1909): {@code P(W ≤ t) = (1 − ρ)·Σ (−λ·(t − k·D))^k ÷ k! · exp(λ·(t − k·D))} for all {@code k ≤ t ÷ D}.
     *
     * @param service D, time of service
     */
    static double lateOfConstant(double service, double rate, double limit) {
        double wait = limit - service;
        double sum = 0;
        double factorial = 1;
        for (int k = 0; k * service <= wait; k++) {
            factorial *= Math.max(1, k);
            double power = rate * (wait - k * service);
            sum += Math.pow(-power, k) / factorial * Math.exp(power);
        }
        return 1 - (1 - rate * service) * sum;
    }

    /**
     * Returns the share of requests that are refused or take longer than the limit in the queue M/M/1/K: n are inside with a probability
     * in proportion to {@code ρⁿ} (L. Kleinrock, Queueing Systems I, 1975, 3.6), and so for a request that arrives (R. W. Wolff, Poisson
     * Arrivals See Time Averages, Operations Research 30, 1982). Of {@code n = K} it is refused; otherwise it takes n + 1 exponential times:
     * {@code P(T > t) = exp(−μt)·Σ (μt)^k ÷ k!} for k from 0 to n (A. K. Erlang).
     *
     * @param places  K, including the one in service
     * @param service μ, requests per second
     */
    static double missesOfFiniteQueue(int places, double service, double rate, double limit) {
        double weight = 1;
        double weights = 0;
        double missing = 0;
        double term = Math.exp(-service * limit);
        double late = 0;
        for (int n = 0; n < places; n++) {
            late += term;
            term *= service * limit / (n + 1);
            weights += weight;
            missing += weight * late;
            weight *= rate / service;
        }
        return (missing + weight) / (weights + weight);
    }

    /** Returns the highest rate of which no more than the allowed share is late. */
    static double rateUnder(double capacity, double allowed, DoubleUnaryOperator lateAt, int bisections) {
        double low = 0;
        double high = capacity;
        for (int i = 0; i < bisections; i++) {
            double middle = (low + high) / 2;
            if (lateAt.applyAsDouble(middle) <= allowed) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
