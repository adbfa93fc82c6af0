package io.headroom.sizing;

import java.math.BigDecimal;
import java.util.List;

/**
 * So many pods on so many nodes.
 *
 * @param pods       at least 1
 * @param nodes      at least 1
 * @param arithmetic how both were computed, one line a formula
 */
public record Fleet(long pods, long nodes, List<String> arithmetic) {

    public Fleet {
        arithmetic = List.copyOf(arithmetic);
    }

    /**
     * By latency: {@code pods = ceil(requestsPerSecond × latencyMillis ÷ 1000 ÷ concurrency ÷ fraction)}. By Little's law
     * the first two factors are the requests in work at the same time; a pod takes {@code concurrency} of them, and is to
     * be busy for {@code fraction} of the time.
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
     * By measured capacity: {@code pods = ceil(requestsPerSecond ÷ (capacity ÷ measuredPods × fraction))}.
     *
     * @param capacity of all measured pods together, requests per second
     */
    static Fleet byCapacity(BigDecimal wanted, BigDecimal capacity, int measuredPods, SizingSettings settings) {
        String formula = "pods = ceil(" + rate(wanted) + " / (" + rate(capacity) + " / " + measuredPods + " pods x "
                + description(settings.fraction()) + "))";
        BigDecimal taken = capacity.multiply(BigDecimal.valueOf(settings.fraction()));
        return onNodes(RoundedUp.of(formula, wanted.multiply(BigDecimal.valueOf(measuredPods)), taken), settings);
    }

    /**
     * {@code available CPU = (cpuPerNode − perNode) × nodes − perCluster}, and {@code nodes} is the smallest whole number
     * for which that is at least {@code pods × cpuPerPod}.
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
