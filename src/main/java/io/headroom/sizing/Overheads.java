package io.headroom.sizing;

import java.math.BigDecimal;

/**
 * CPU of the nodes that is not available to pods.
 *
 * @param kubernetesPerNode CPU that Kubernetes takes of each node
 * @param loggingPerNode    CPU that logging takes of each node
 * @param frontEnds         number of front ends of the cluster
 * @param cpuPerFrontEnd    CPU that one front end takes
 */
public record Overheads(double kubernetesPerNode, double loggingPerNode, int frontEnds, double cpuPerFrontEnd) {

    public Overheads {
        Limits.require("CPU for Kubernetes on each node", kubernetesPerNode, 0, Limits.MOST_CPU);
        Limits.require("CPU for logging on each node", loggingPerNode, 0, Limits.MOST_CPU);
        Limits.require("front ends", frontEnds, 0, Limits.MOST_PODS);
        Limits.require("CPU for each front end", cpuPerFrontEnd, 0, Limits.MOST_CPU);
    }

    /** Returns the CPU that is taken of each node: {@code Kubernetes + logging}. */
    BigDecimal perNode() {
        return BigDecimal.valueOf(kubernetesPerNode).add(BigDecimal.valueOf(loggingPerNode));
    }

    /** Returns the CPU that is taken once for the whole cluster: {@code front ends × CPU of each}. */
    BigDecimal perCluster() {
        return BigDecimal.valueOf(frontEnds).multiply(BigDecimal.valueOf(cpuPerFrontEnd));
    }
}
