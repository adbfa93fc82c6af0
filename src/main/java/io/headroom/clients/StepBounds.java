package io.headroom.clients;

import io.headroom.load.Histograms;
import io.headroom.load.InjectorSample;
import io.headroom.load.Outcome;
import io.headroom.load.RecordedStep;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The most that an injector can have measured and noticed in a step. Figures beyond it are refused: an injector that sends them is
 * broken, or is none of this run.
 *
 * @param longest the longest time from the order of the step to its end
 */
record StepBounds(Duration longest) {

    /** More than one machine can send, requests per second. */
    private static final long MOST_PER_SECOND = 1_000_000;

    /** Readiness is probed once a second. */
    private static final long MOST_PROBES_PER_SECOND = 2;

    /** Allows for the width of a histogram's buckets. */
    private static final double ROUNDING = 1.02;

    private static final int MOST_CONNECTIONS = 1 << 24;

    /**
     * Requires figures that are possible and do not contradict each other.
     *
     * @throws IllegalArgumentException when they are not
     */
    void require(RecordedStep recorded) {
        long windowMillis = recorded.windowEndMillis() - recorded.windowStartMillis();
        WireRange.within("the measured window", windowMillis, 0, longest.toMillis());
        long most = MOST_PER_SECOND * (windowMillis / 1000 + 1);
        long requests =
                recorded.counts().values().stream().mapToLong(Long::longValue).sum();
        WireRange.within("requests", requests, 0, most);
        WireRange.within("endedOk", recorded.endedOk(), 0, most);
        WireRange.within("probes", recorded.probes(), 0, MOST_PROBES_PER_SECOND * seconds());
        WireRange.within("probeFailures", recorded.probeFailures(), 0, recorded.probes());
        latencies(
                "latency", Histograms.of(recorded.latency()), recorded.counts().getOrDefault(Outcome.OK, 0L));
        latencies(
                "refusedLatency",
                Histograms.of(recorded.refusedLatency()),
                recorded.counts().getOrDefault(Outcome.REFUSED, 0L));
    }

    private void latencies(String name, Histogram histogram, long count) {
        require(name, histogram, longest.toMillis());
        WireRange.within("the number of " + name, histogram.getTotalCount(), count, count);
    }

    /**
     * Requires observations that are possible.
     *
     * @throws IllegalArgumentException when they are not
     */
    void require(InjectorSample noticed) {
        share("cpuShare", noticed.cpuShare());
        noticed.machineCpuShare().ifPresent(share -> share("machineCpuShare", share));
        share("gcShare", noticed.gcShare());
        share("openFilesShare", noticed.openFilesShare());
        WireRange.within("connections", noticed.connections(), 0, MOST_CONNECTIONS);
        WireRange.within("due", noticed.due(), 0, most());
        long longestMicros = Math.multiplyExact(longest.toMillis(), 1000);
        require("loopLagMicros", noticed.loopLagMicros(), longestMicros);
        require("sendLagMicros", noticed.sendLagMicros(), longestMicros);
        require("scheduledLatencyMillis", noticed.scheduledLatencyMillis(), longest.toMillis());
    }

    /** Requires a share. A little more than 1 is possible, because the process and the machine are not measured at the same moment. */
    private static void share(String name, double share) {
        WireRange.within(name, share, 0, 2);
    }

    private void require(String name, Histogram histogram, long longestValue) {
        long total = 0;
        for (HistogramIterationValue each : histogram.recordedValues()) {
            WireRange.within("a value of " + name, each.getValueIteratedTo(), 0, (long) (longestValue * ROUNDING) + 1);
            total += WireRange.within("a count of " + name, each.getCountAtValueIteratedTo(), 0, most());
        }
        WireRange.within("the counts of " + name, histogram.getTotalCount(), total, total);
    }

    private long most() {
        return MOST_PER_SECOND * seconds();
    }

    private long seconds() {
        return longest.toSeconds() + 1;
    }
}
