package io.headroom.sizing;

import java.math.BigDecimal;

/**
 * CPU that is not there for pods.
 *
 * @param kubernetesPerNode what Kubernetes takes of each node, CPU
 * @param loggingPerNode    what logging takes of each node, CPU
 * @param frontEnds         how many front ends the cluster has
 * @param cpuPerFrontEnd    what one of them takes, CPU
 */
public record Overheads(double kubernetesPerNode, double loggingPerNode, int frontEnds, double cpuPerFrontEnd) {

    public Overheads {
        Limits.require("CPU for Kubernetes on each node", kubernetesPerNode, 0, Limits.MOST_CPU);
        Limits.require("CPU for logging on each node", loggingPerNode, 0, Limits.MOST_CPU);
        Limits.require("front ends", frontEnds, 0, Limits.MOST_PODS);
        Limits.require("CPU for each front end", cpuPerFrontEnd, 0, Limits.MOST_CPU);
    }

    /** {@code Kubernetes + logging}, CPU of each node. */
    BigDecimal perNode() {
        return BigDecimal.valueOf(kubernetesPerNode).add(BigDecimal.valueOf(loggingPerNode));
    }

    /** {@code front ends × CPU of each}, CPU of the cluster. */
    BigDecimal perCluster() {
        return BigDecimal.valueOf(frontEnds).multiply(BigDecimal.valueOf(cpuPerFrontEnd));
    }
}
