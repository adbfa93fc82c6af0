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
        String formula = "pods = ceil(" + rate(wanted) + " x " + words(latencyMillis) + " ms / "
                + settings.concurrencyPerPod() + " at a time" + (fraction == 1 ? "" : " / " + words(fraction)) + ")";
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
                + words(settings.fraction()) + "))";
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
                "nodes = ceil((" + words(wanted) + " + " + words(cluster) + ") / " + words(left) + ")",
                wanted.add(cluster),
                left);
        BigDecimal available = left.multiply(BigDecimal.valueOf(nodes.value())).subtract(cluster);
        return new Fleet(
                pods,
                nodes.value(),
                List.of(
                        counted.line(),
                        "CPU of the pods = " + pods + " x " + words(settings.cpuPerPod()) + " = " + words(wanted),
                        "CPU left on a node = " + words(settings.cpuPerNode()) + " - "
                                + words(overheads.kubernetesPerNode()) + " Kubernetes - "
                                + words(overheads.loggingPerNode()) + " logging = " + words(left),
                        "CPU of the front ends = " + overheads.frontEnds() + " x " + words(overheads.cpuPerFrontEnd())
                                + " = " + words(cluster),
                        nodes.line(),
                        "available CPU = " + words(left) + " x " + nodes.value() + " - " + words(cluster) + " = "
                                + words(available)));
    }

    private static String rate(BigDecimal perSecond) {
        return words(perSecond) + " req/s";
    }

    private static String words(double number) {
        return words(BigDecimal.valueOf(number));
    }

    private static String words(BigDecimal number) {
        return RoundedUp.words(number);
    }
}
