package io.headroom.html;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Lag;
import io.headroom.load.LatencyCounts;
import io.headroom.load.LatencyMillis;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.plan.RunKind;
import io.headroom.plan.VerifiedTarget;
import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import io.headroom.saturation.UnderLimit;
import io.headroom.settings.SettingsLoader;
import io.headroom.settings.Workload;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import io.headroom.sizing.Target;
import io.headroom.verdict.ArrivalsFindings;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import io.headroom.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is found about a service of 240 req/s that takes 36 callers, in as many steps as one likes: latency is flat up to 12
 * callers, then grows with their number; from 37 on some are refused. Of the fifth step nobody knows what the injector noticed.
 */
final class SampleReport {

    private static final double CAPACITY = 240;
    private static final int STEP_MILLIS = 5000;

    private final int steps;
    private final boolean open;
    private double low = 230;
    private double high = 250.4;
    private double machineCpu = 0.3;
    private Optional<UnderLimit> limit = Optional.empty();
    private final Timeline timeline = new Timeline();
    private final List<JudgedStep> judged = new ArrayList<>();

    private SampleReport(int steps, boolean open) {
        this.steps = steps;
        this.open = open;
    }

    /** Of a search with callers; the last two steps hold the saturation point and verify the target. */
    static RunReport ofCallers(int steps) throws Exception {
        return new SampleReport(steps, false).report(Optional.empty());
    }

    /** The same, whose capacity lies anywhere between those, requests per second, with 95 % confidence. */
    static RunReport ofCallersWithin(int steps, double low, double high) throws Exception {
        SampleReport sample = new SampleReport(steps, false);
        sample.low = low;
        sample.high = high;
        return sample.report(Optional.empty());
    }

    /** The same, while other work used up the CPU of the machine. */
    static RunReport ofCallersOnFullMachine(int steps) throws Exception {
        SampleReport sample = new SampleReport(steps, false);
        sample.machineCpu = 0.97;
        return sample.report(Optional.empty());
    }

    /** The same, with what was found out about a limit. */
    static RunReport ofCallersUnder(int steps, UnderLimit limit) throws Exception {
        SampleReport sample = new SampleReport(steps, false);
        sample.limit = Optional.of(limit);
        return sample.report(Optional.empty());
    }

    /** Of a search with arrivals, whose target refuses. */
    static RunReport ofArrivals(int steps) throws Exception {
        return new SampleReport(steps, true).report(Optional.empty());
    }

    /** Of a search with callers that sent so many requests, over more than an hour. */
    static RunReport ofRequests(int steps, long requests) throws Exception {
        SampleReport sample = new SampleReport(steps, false);
        int seconds = 4000;
        for (int second = 0; second < seconds; second++) {
            sample.timeline.requests(1000 * second, 60 + second % 7, Outcome.OK, (int) (requests * 97 / 100 / seconds));
            sample.timeline.requests(1000 * second, 2, Outcome.REFUSED, (int) (requests * 2 / 100 / seconds));
            sample.timeline.requests(1000 * second, 3, Outcome.NOT_READY, (int) (requests / 100 / seconds));
        }
        return sample.report(Optional.empty());
    }

    /** With a workload that its folder names. */
    static RunReport withWorkload(int steps, Workload workload) throws Exception {
        return new SampleReport(steps, false).report(Optional.of(workload));
    }

    private RunReport report(Optional<Workload> workload) throws Exception {
        for (int i = 1; i <= steps - 2; i++) {
            add(open ? rate(i) : callers(i));
        }
        StepStatistics hold = step(Purpose.HOLD, 0, new Load.Callers(36), CAPACITY, 148, 0);
        if (!open) {
            add(hold);
        }
        StepStatistics target =
                step(Purpose.TARGET, 0, new Load.Arrivals(168, Spacing.POISSON), 165, 61, open ? 14 : 0);
        add(target);
        return new RunReport(
                new RunFolder(Path.of("results", "singleclientsimulation-20261125")),
                workload,
                SettingsLoader.reload(Map.of("headroom.sizing.measured-pods", 12))
                        .sizing(),
                open ? ofArrivals(target) : ofCallers(hold, target));
    }

    private Findings ofCallers(StepStatistics hold, StepStatistics target) {
        List<RoundResult> rounds = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            rounds.add(new RoundResult.Boundary(
                    step(Purpose.BOUNDARY, round, new Load.Callers(36), CAPACITY - 2 + round, 148, 0),
                    step(Purpose.UP, round, new Load.Callers(37), CAPACITY, 150, 12),
                    Optional.empty()));
        }
        Saturation saturation = new Saturation(
                rounds.get(1).asBoundary().orElseThrow(),
                CAPACITY,
                Optional.of(new CapacityEstimate(CAPACITY, low, high, 3, 1)),
                0.0083,
                true,
                true,
                0,
                false,
                3);
        return new CallersFindings(
                header(RunKind.SINGLE_CLIENT, "none refused at 36 callers; at 37 callers refused 12 of 1212 (1.0 %)"),
                rounds,
                Optional.of(saturation),
                Optional.empty(),
                Optional.of(hold),
                verified(target),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    private Findings ofArrivals(StepStatistics target) {
        return new ArrivalsFindings(
                header(
                        RunKind.ARRIVALS,
                        "served while 1.6 times as much or more was offered, in " + (steps - 2) + " rounds"),
                Optional.of(new CapacityEstimate(CAPACITY, low, high, steps - 2, 1.6)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OnePercentRate(130, 121, 139, false, 5)),
                verified(target),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    private static VerifiedTarget verified(StepStatistics target) {
        return new VerifiedTarget(Optional.of(new Target(0.7, 168)), Optional.of(target));
    }

    private Findings.Header header(RunKind kind, String reason) {
        RunLog log = new RunLog(
                Optional.of(new RunHeader("3.15.1", kind.simulation(), 1_795_600_000_000L, "", List.of("callers"))),
                new LogState.Complete(123_456, 7_654_321),
                judged.stream().map(JudgedStep::statistics).toList(),
                Optional.empty(),
                Optional.empty(),
                (long) steps * STEP_MILLIS,
                0,
                timeline);
        return new Findings.Header(Verdict.SATURATED, true, reason, judged, log);
    }

    private StepStatistics callers(int i) {
        if (i <= 2) {
            return step(Purpose.WARM_UP, 0, new Load.Callers(4), 80, 60, 0);
        }
        int callers = 1 + (47 * i) / steps;
        double goodput = Math.min(callers * CAPACITY / 12, CAPACITY) * (1 + 0.004 * (i % 5 - 2));
        long latency = 50L * Math.min(36, Math.max(12, callers)) / 12;
        long refused = callers > 36 ? 12L * (callers - 36) : 0;
        return step(Purpose.UP, 1 + 3 * i / steps, new Load.Callers(callers), goodput, latency, refused);
    }

    private StepStatistics rate(int i) {
        double offered = CAPACITY * (0.3 + 2.2 * i / steps);
        double served = Math.min(offered, CAPACITY) * (1 + 0.004 * (i % 5 - 2));
        long refused = Math.round(Math.max(0, offered - served) * STEP_MILLIS / 1000);
        return step(
                Purpose.PLATEAU,
                i,
                new Load.Arrivals(offered, Spacing.POISSON),
                served,
                offered > CAPACITY ? 148 : 56,
                refused);
    }

    private void add(StepStatistics step) {
        boolean refuses = step.counts().of(Outcome.REFUSED) > 0;
        judged.add(new JudgedStep(
                step,
                refuses ? StepVerdict.SATURATED : StepVerdict.CLEAN,
                refuses
                        ? "refused " + step.counts().of(Outcome.REFUSED) + " of "
                                + step.counts().total()
                        : "nothing failed"));
        for (int second = 0; second < STEP_MILLIS / 1000; second++) {
            int end = (int) step.windowStartMillis() + 1000 * second;
            timeline.requests(end, (int) step.latency().p50(), Outcome.OK, (int) step.goodputPerSecond());
            timeline.requests(end, 2, Outcome.REFUSED, (int) (step.counts().of(Outcome.REFUSED) / 5));
        }
    }

    private StepStatistics step(Purpose purpose, int round, Load load, double goodput, long p50, long refused) {
        long ok = Math.round(goodput * STEP_MILLIS / 1000);
        Lag late = new Lag(500, 0.2 + 0.01 * judged.size(), 0.2, 1.1, 3);
        return new StepStatistics(
                new Step(judged.size() + 1, round, purpose, load),
                (long) judged.size() * STEP_MILLIS,
                STEP_MILLIS,
                new OutcomeCounts(Map.of(Outcome.OK, ok, Outcome.REFUSED, refused)),
                goodput,
                new LatencyMillis(ok, p50, p50, p50 * 5 / 4, p50 * 3 / 2, 2 * p50),
                refused == 0 ? LatencyMillis.NONE : new LatencyMillis(refused, 2, 2, 2, 2, 3),
                5,
                judged.size() == 7 ? 1 : 0,
                (ok + refused) * 1000.0 / STEP_MILLIS,
                load,
                LatencyCounts.NONE,
                judged.size() == 4
                        ? Optional.empty()
                        : Optional.of(new InjectorStatistics(
                                0.2,
                                OptionalDouble.of(machineCpu),
                                0.01,
                                0.05,
                                16,
                                0,
                                late,
                                Lag.NONE,
                                LatencyMillis.NONE)));
    }
}
