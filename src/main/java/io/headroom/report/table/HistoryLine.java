package io.headroom.report.table;

import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.report.RunReport;
import io.headroom.run.Versions;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.settings.Workload;
import io.headroom.simlog.RunHeader;
import io.headroom.sizing.Target;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FullMachine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The line of one run in the history.
 *
 * @param cells a cell for each of the {@link #COLUMNS}, empty for what was not measured
 */
public record HistoryLine(List<String> cells) {

    /** Name of the run's folder, which identifies the run. */
    public static final String RUN = "run";

    /** Name of the run for people. */
    public static final String NAME = "name";

    /** Start of the run, in UTC. */
    public static final String TIME = "time";

    /** Name of the simulation. */
    public static final String SIMULATION = "simulation";

    /** Verdict of the run. */
    public static final String VERDICT = "verdict";

    /** Why the run gave no answer; empty if it gave one. */
    public static final String REASON = "reason";

    /** {@code true} if other work used up the CPU of the injector's machine, so that figures may be too low. */
    public static final String MACHINE_FULL = "machineFull";

    /** {@code true} if the run gave the answer that it was made for. */
    public static final String ANSWERED = "answered";

    /** Capacity: successes per second at the saturation point; if it moved, the latest one. */
    public static final String CAPACITY = "saturationGoodputPerSecond";

    /** Lower end of the 95 % interval of the capacity. */
    public static final String LOW = "confidence95LowPerSecond";

    /** Upper end of the 95 % interval of the capacity. */
    public static final String HIGH = "confidence95HighPerSecond";

    /** Successes per second that the service took at least, where its capacity is higher and not known. */
    public static final String AT_LEAST = "notSaturatedGoodputPerSecond";

    /** Target: requests per second to run at. */
    public static final String TARGET = "targetOfferedPerSecond";

    /** Successes per second while the target was verified. */
    public static final String ACHIEVED = "targetAchievedPerSecond";

    /** Share of requests refused while the target was verified, from 0 to 1. */
    public static final String REFUSED = "targetRefusedShare";

    /** 95th percentile of the latency while the target was verified, in milliseconds. */
    public static final String P95 = "targetLatencyMillisP95";

    /** {@code true} if the log is complete. */
    public static final String COMPLETE = "complete";

    /** Fingerprint of the workload. Only runs with the same fingerprint can be compared. */
    public static final String FINGERPRINT = "workloadFingerprint";

    /** Version of Headroom that made the run. */
    public static final String HEADROOM = "headroomVersion";

    /** Names of the columns in their order. They are those of {@code headroom.json}, and include the units. */
    public static final List<String> COLUMNS = List.of(
            TIME,
            RUN,
            NAME,
            SIMULATION,
            VERDICT,
            ANSWERED,
            CAPACITY,
            LOW,
            HIGH,
            AT_LEAST,
            TARGET,
            ACHIEVED,
            REFUSED,
            P95,
            COMPLETE,
            FINGERPRINT,
            HEADROOM,
            MACHINE_FULL,
            REASON);

    public HistoryLine {
        cells = List.copyOf(cells);
        if (cells.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "expected " + COLUMNS.size() + " cells, not " + cells.size() + ": " + cells);
        }
    }

    /** Returns the line of a run. */
    public static HistoryLine of(RunReport report) {
        Findings findings = report.findings();
        Optional<RunHeader> header = findings.log().header();
        Optional<StepStatistics> target = findings.targetStep();
        Optional<CapacityEstimate> interval = findings.shift().isPresent() ? Optional.empty() : findings.interval();
        return new HistoryLine(List.of(
                header.map(run -> Instant.ofEpochMilli(run.startEpochMillis()).toString())
                        .orElse(""),
                report.folder().name(),
                report.name(),
                header.isPresent() ? report.simulation() : "",
                findings.verdict().word(),
                Boolean.toString(findings.answered()),
                plain(findings.shift()
                        .map(CapacityShift::afterPerSecond)
                        .or(() -> findings.capacityPerSecond().stream().boxed().findFirst())),
                plain(interval.map(CapacityEstimate::lowPerSecond)),
                plain(interval.map(CapacityEstimate::highPerSecond)),
                plain(findings.highestServed().map(StepStatistics::goodputPerSecond)),
                plain(findings.target().map(Target::offeredPerSecond)),
                plain(target.map(StepStatistics::goodputPerSecond)),
                plain(target.map(StepStatistics::refusedShare)),
                target.filter(step -> step.latency().count() > 0)
                        .map(step -> Long.toString(step.latency().p95()))
                        .orElse(""),
                Boolean.toString(findings.log().state().isComplete()),
                report.workload()
                        .map(Workload::fingerprint)
                        .map(Workload.Fingerprint::all)
                        .orElse(""),
                report.workload()
                        .map(Workload::versions)
                        .map(Versions::headroom)
                        .orElse(""),
                Boolean.toString(FullMachine.of(findings).isPresent()),
                findings.answered() ? "" : findings.reason()));
    }

    /** Returns the cell in a column. */
    public String cell(String column) {
        return cells.get(COLUMNS.indexOf(column));
    }

    /** Returns the cell in a column as a number; empty if it is not a number. */
    public OptionalDouble number(String column) {
        try {
            return cell(column).isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(cell(column)));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static String plain(Optional<Double> figure) {
        return figure.map(Figures::plain).orElse("");
    }
}
