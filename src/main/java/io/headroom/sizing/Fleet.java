package io.headroom.sizing;

import java.math.BigDecimal;
import java.util.List;

/**
 * A number of pods on a number of nodes.
 *
 * @param pods       at least 1
 * @param nodes      at least 1
 * @param arithmetic how both were computed, one line for each formula
 */
public record Fleet(long pods, long nodes, List<String> arithmetic) {

    public Fleet {
        arithmetic = List.copyOf(arithmetic);
    }

    /**
     * Returns the fleet that the latency asks for:
     *
     * <pre>{@code pods = ceil(rate × latency ÷ 1000 ÷ concurrency ÷ fraction)}</pre>
     *
     * <p>with the rate in requests per second and the latency in milliseconds. By Little's law, rate × latency ÷ 1000
     * is the number of requests in work at the same time. A pod works on {@code concurrency} of them, and is to be busy
     * for {@code fraction} of the time.
     */
    static Fleet byLatency(BigDecimal wanted, BigDecimal latencyMillis, double fraction, SizingSettings settings) {
        String formula = "pods = ceil(" + rate(wanted) + " x " + description(latencyMillis) + " ms / "
                + settings.concurrencyPerPod() + " at a time" + (fraction == 1 ? "" : " / " + description(fraction))
                + ")";
        BigDecimal taken =
                BigDecimal.valueOf(1000L * settings.concurrencyPerPod()).multiply(BigDecimal.valueOf(fraction));
        return onNodes(RoundedUp.of(formula, wanted.multiply(latencyMillis), taken), settings);
    }

    /**
     * Returns the fleet that the measured capacity asks for:
     *
     * <pre>{@code pods = ceil(rate ÷ (capacity ÷ measuredPods × fraction))}</pre>
     *
     * @param capacity capacity of all measured pods together, in requests per second
     */
    static Fleet byCapacity(BigDecimal wanted, BigDecimal capacity, int measuredPods, SizingSettings settings) {
        String formula = "pods = ceil(" + rate(wanted) + " / (" + rate(capacity) + " / " + measuredPods + " pods x "
                + description(settings.fraction()) + "))";
        BigDecimal taken = capacity.multiply(BigDecimal.valueOf(settings.fraction()));
        return onNodes(RoundedUp.of(formula, wanted.multiply(BigDecimal.valueOf(measuredPods)), taken), settings);
    }

    /**
     * Returns how many copies of what was measured are needed:
     *
     * <pre>{@code copies = ceil(rate ÷ (capacity × fraction))}</pre>
     *
     * @param capacity measured capacity, in requests per second
     */
    static long copies(BigDecimal wanted, BigDecimal capacity, SizingSettings settings) {
        BigDecimal taken = capacity.multiply(BigDecimal.valueOf(settings.fraction()));
        return Math.max(1, RoundedUp.of("copies", wanted, taken).value());
    }

    /**
     * Adds the nodes. Of n nodes, {@code (cpuPerNode − perNode) × n − perCluster} CPU is available to pods; the number
     * of nodes is the smallest n for which that is at least {@code pods × cpuPerPod}.
     */
    private static Fleet onNodes(RoundedUp counted, SizingSettings settings) {
        Overheads overheads = settings.overheads();
        long pods = Math.max(1, counted.value());
        BigDecimal wanted = BigDecimal.valueOf(pods).multiply(BigDecimal.valueOf(settings.cpuPerPod()));
        BigDecimal left = BigDecimal.valueOf(settings.cpuPerNode()).subtract(overheads.perNode());
        BigDecimal cluster = overheads.perCluster();
        RoundedUp nodes = RoundedUp.of(
                "nodes = ceil((" + description(wanted) + " + " + description(cluster) + ") / " + description(left)
                        + ")",
                wanted.add(cluster),
                left);
        BigDecimal available = left.multiply(BigDecimal.valueOf(nodes.value())).subtract(cluster);
        return new Fleet(
                pods,
                nodes.value(),
                List.of(
                        counted.line(),
                        "CPU of the pods = " + pods + " x " + description(settings.cpuPerPod()) + " = "
                                + description(wanted),
                        "CPU left on a node = " + description(settings.cpuPerNode()) + " - "
                                + description(overheads.kubernetesPerNode()) + " Kubernetes - "
                                + description(overheads.loggingPerNode()) + " logging = " + description(left),
                        "CPU of the front ends = " + overheads.frontEnds() + " x "
                                + description(overheads.cpuPerFrontEnd()) + " = " + description(cluster),
                        nodes.line(),
                        "available CPU = " + description(left) + " x " + nodes.value() + " - " + description(cluster)
                                + " = " + description(available)));
    }

    private static String rate(BigDecimal perSecond) {
        return description(perSecond) + " req/s";
    }

    private static String description(double number) {
        return description(BigDecimal.valueOf(number));
    }

    private static String description(BigDecimal number) {
        return RoundedUp.format(number);
    }
}
