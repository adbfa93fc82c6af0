package io.headroom.sizing;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Settings of a sizing: the wanted traffic, and what pods and nodes are made of.
 *
 * @param wantedPerSecond   requests per second to size for; empty for the target that was measured
 * @param fraction          share of its capacity that a pod is to run at; 0 to 1
 * @param measuredPods      number of pods during the measurement; empty if it is not known
 * @param concurrencyPerPod number of requests that a pod works on at the same time
 * @param cpuPerPod         CPU of a pod
 * @param cpuPerNode        CPU of a node
 * @param overheads         CPU of the nodes that is not available to pods
 */
public record SizingSettings(
        OptionalDouble wantedPerSecond,
        double fraction,
        OptionalInt measuredPods,
        int concurrencyPerPod,
        double cpuPerPod,
        double cpuPerNode,
        Overheads overheads) {

    public SizingSettings {
        wantedPerSecond.ifPresent(wanted ->
                Limits.require("wanted requests per second", wanted, Limits.LEAST_PER_SECOND, Limits.MOST_PER_SECOND));
        Limits.require("fraction", fraction, Limits.LEAST_FRACTION, 1);
        measuredPods.ifPresent(pods -> Limits.require("measured pods", pods, 1, Limits.MOST_PODS));
        Limits.require("concurrency of a pod", concurrencyPerPod, 1, Limits.MOST_PODS);
        Limits.require("CPU of a pod", cpuPerPod, Limits.LEAST_CPU, Limits.MOST_CPU);
        Limits.require("CPU of a node", cpuPerNode, Limits.LEAST_CPU, Limits.MOST_CPU);
        double taken = overheads.perNode().doubleValue();
        if (!(cpuPerNode > taken)) {
            throw new IllegalArgumentException("sizing: a node of " + cpuPerNode + " CPU has nothing left for pods:"
                    + " Kubernetes and logging take " + taken + " of it; expected nodes of more CPU than that");
        }
    }

    /** Returns these settings for a service with a known number of pods. */
    public SizingSettings measuredOn(int pods, int concurrency) {
        return new SizingSettings(
                wantedPerSecond, fraction, OptionalInt.of(pods), concurrency, cpuPerPod, cpuPerNode, overheads);
    }
}
