package io.headroom.simulation;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.report.RunReport;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A simulation of Headroom: makes the smoke call, carries out the plan of its kind, and reports. This is where a run ends
 * with a status other than 0; Gatling offers no other way to end one with a message and without a stack trace.
 */
abstract class HeadroomSimulation extends Simulation {

    /** Gatling's own statuses are 0 and 2, the latter for failed assertions. */
    private static final int FAILED = 1;

    /** Beyond the longest that a request in flight can take. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final RunInProgress run;
    private final Conductor conductor;
    private volatile int status = FAILED; // until a report says otherwise
    private final CountDownLatch reported = new CountDownLatch(1);

    HeadroomSimulation(RunKind kind) {
        run = prepare(kind);
        LoadedClasses.of("io.headroom", RunPlan.class);
        LoadedClasses.of(getClass().getPackageName(), HeadroomSimulation.class);
        RunPlan plan = kind.plan(run.settings().plan());
        OpenFiles files = new OpenFiles();
        HostedClients clients = run.clients();
        RunProgress progress = new RunProgress();
        RunClock clock = new RunClock();
        StepSource guide = run.guide(plan, clock, progress);
        conductor = new Conductor(
                clients.scenario(), plan.users(), guide, clock, progress, run.settings(), files, out, run);
        Scenarios scenarios = new Scenarios(run.request(files), conductor);
        int first = clients.numbers().get(0);
        List<PopulationBuilder> populations = new ArrayList<>();
        populations.add(scenarios.conducting().protocols(clients.protocol(first)));
        if (plan.users() > 0) {
            for (int client : clients.numbers()) {
                populations.add(scenarios
                        .seats(client, clients.users(client, plan.users()))
                        .protocols(clients.protocol(client)));
            }
            run.readiness()
                    .filter(uri -> clients.probe())
                    .ifPresent(uri -> populations.add(scenarios.probing(uri).protocols(clients.protocol(first))));
        }
        setUp(populations);
        Runtime.getRuntime().addShutdownHook(new Thread(this::atShutdown, "headroom-stop"));
    }

    private RunInProgress prepare(RunKind kind) {
        try {
            return RunInProgress.prepare(kind, out);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
            throw new IllegalStateException("not reached", e);
        }
    }

    /**
     * On Ctrl-C the JVM shuts down, but not before this returns: long enough for the users to leave, and for Gatling to
     * write what its buffers hold. After an ordinary end, when Gatling has drawn its report, a run without an answer gets
     * the status that says so.
     */
    private void atShutdown() {
        if (reported.getCount() == 0) {
            if (status != 0) {
                Runtime.getRuntime().halt(status);
            }
            return;
        }
        conductor.interrupt();
        out.println("Stopping: no more requests are sent; those in flight are waited for.");
        Duration patience = run.settings().endpoint().requestTimeout().plus(GRACE);
        try {
            if (!reported.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                out.println("Requests in flight did not end in time; the end of the log is lost.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of several clients, whose answer is given by all together. */
    private static boolean hasDoneItsPart(EndMark end) {
        boolean smokeFailed = end.ending() == Ending.ENDPOINT_FAILS && end.steps() == 0;
        return end.ending() != Ending.ABANDONED && !smokeFailed;
    }

    @Override
    public void after() {
        try {
            Optional<RunReport> report = run.report(conductor.scenario(), conductor.progress(), conductor.endMark());
            boolean answered =
                    report.map(whole -> whole.findings().answered()).orElse(hasDoneItsPart(conductor.endMark()));
            status = answered || conductor.isInterrupted() ? 0 : FAILED;
            report.ifPresent(run::writePages);
            boolean nothing = report.filter(whole -> whole.findings().verdict() == Verdict.NO_VERDICT)
                    .isPresent();
            if (nothing && status != 0) {
                reported.countDown();
                System.exit(status); // nothing was measured: Gatling's report would only bury the reason
            }
        } catch (IOException | UnreadableLogException | SettingsException e) {
            out.println("No report: " + e.getMessage());
        } finally {
            reported.countDown();
        }
    }
}
