package io.headroom.simulation;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.headroom.console.ConsoleStream;
import io.headroom.console.InternalFailure;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes the smoke call, carries out the plan of its kind, and reports. Ends the process itself when the exit status is not 0: Gatling
 * offers no way to do so with a message and without a stack trace.
 */
abstract class HeadroomSimulation extends Simulation {

    /** Gatling's own statuses are 0 and 2, the latter for failed assertions. */
    private static final int FAILED = 1;

    /** Added to the longest time that a request can be in flight. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ConsoleStream out = new ConsoleStream(System.out);
    private final ConsoleStream err = new ConsoleStream(System.err);
    private final RunSetup run;
    private final Conductor conductor;
    private final RunReporter reporter;
    private volatile int status = FAILED; // until a report says otherwise
    private volatile Supplier<List<String>> verdict = List::of;
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final CountDownLatch reported = new CountDownLatch(1);

    HeadroomSimulation(RunKind kind) {
        System.setOut(out); // Gatling and its libraries print what the service says, too
        System.setErr(err);
        run = prepare(kind);
        out.mask(run.secrets()::masked);
        err.mask(run.secrets()::masked);
        run.announce(out);
        LoadedClasses.of("io.headroom", RunPlan.class);
        LoadedClasses.of(getClass().getPackageName(), HeadroomSimulation.class);
        RunPlan plan = kind.plan(run.settings().plan());
        OpenFiles files = new OpenFiles();
        RunProgress progress = new RunProgress();
        RunClock clock = new RunClock();
        String scenario = run.clients().scenario();
        RunJournal journal = new RunJournal(run.settings().resultsFolder(), scenario, RunWriters.of(run));
        reporter = new RunReporter(run, journal);
        StepSource steps = StepSources.of(run, plan, clock, progress);
        ConnectionPools connections = new ConnectionPools(run.clients().connections());
        conductor = new Conductor(
                scenario, plan.users(), steps, clock, progress, run.settings(), files, connections, out, journal);
        ScoringRequest request = run.request(files, out);
        SmokeCheck smoke = new SmokeCheck(request, conductor::isInterrupted, progress, out);
        setUp(populations(new Scenarios(request, smoke, conductor, connections), plan.users()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::atShutdown, "headroom-stop"));
    }

    private RunSetup prepare(RunKind kind) {
        try {
            return RunSetup.prepare(kind);
        } catch (SettingsException e) {
            err.print(e.getMessage() + System.lineSeparator());
            System.exit(FAILED);
            throw new IllegalStateException("not reached", e);
        }
    }

    private List<PopulationBuilder> populations(Scenarios scenarios, int users) {
        HostedClients clients = run.clients();
        int first = clients.numbers().get(0);
        List<PopulationBuilder> populations = new ArrayList<>();
        Optional<URI> readiness = run.readiness().filter(uri -> clients.probesReadiness());
        populations.add(scenarios.conducting(readiness).protocols(clients.protocol(first)));
        if (users > 0) {
            for (int client : clients.numbers()) {
                populations.add(scenarios
                        .sending(client, clients.users(client, users))
                        .protocols(clients.sendingProtocol(client)));
            }
            readiness.ifPresent(uri -> populations.add(scenarios.probing(uri).protocols(clients.protocol(first))));
        }
        return populations;
    }

    /**
     * Tells the verdict as the last thing that a user reads: after an ordinary end Gatling has printed its own figures by now. A run
     * that failed gets its exit status here.
     */
    private void atShutdown() {
        if (reported.getCount() == 0) {
            tellVerdict();
            if (status != 0) {
                Runtime.getRuntime().halt(status);
            }
        } else {
            stop();
            tellVerdict();
        }
    }

    private void tellVerdict() {
        out.println();
        verdict.get().forEach(out::println);
        warnings.forEach(out::println);
        out.flush();
    }

    /**
     * Stops the run on Ctrl-C. The JVM waits for this method, so it returns when all virtual users have left and Gatling has written
     * its buffers.
     */
    private void stop() {
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

    @Override
    public void after() {
        try {
            RunReporter.Result result = reporter.report(conductor.progress(), conductor.endMark());
            status = result.failed() ? FAILED : 0;
            verdict = result.lines();
            reporter.writePages(result).ifPresent(warnings::add);
            if (!result.drawn()) {
                reported.countDown();
                System.exit(status);
            }
            if (result.report().isPresent()) {
                out.println("Measured. The verdict follows Gatling's own figures.");
            }
        } catch (IOException | UnreadableLogException | SettingsException e) {
            warnings.add("No report: " + e.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            warnings.add("No report: " + InternalFailure.description(e));
        } finally {
            reported.countDown();
        }
    }
}
