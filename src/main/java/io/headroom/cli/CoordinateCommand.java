package io.headroom.cli;

import io.headroom.clients.Coordinator;
import io.headroom.load.ClientShare;
import io.headroom.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the coordinator alone, for injectors on other machines. */
@Command(
        name = "coordinate",
        description = "Coordinates clients on other machines: waits until all have joined (MultiClientSimulation with"
                + " headroom.clients.index and headroom.clients.coordinator), starts every step for all at the same"
                + " moment, and shows their combined progress. Merge their folders with analyze.",
        mixinStandardHelpOptions = true)
final class CoordinateCommand implements Callable<Integer> {

    private static final int MAXIMUM_PORT = 65_535;

    @Option(names = "--count", paramLabel = "N", description = "Number of clients. Default: headroom.clients.count.")
    private Optional<Integer> count;

    @Option(
            names = "--port",
            defaultValue = "7070",
            description = "Port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "0.0.0.0",
            description = "Address to listen on. Default: all of this machine. Anyone who can reach it can take part.")
    private String address;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, InterruptedException {
        count.ifPresent(given -> System.setProperty("headroom.clients.count", Integer.toString(given)));
        Settings settings = WorkingSettings.all();
        PrintWriter out = spec.commandLine().getOut();
        if (port < 0 || port > MAXIMUM_PORT) {
            throw new UserError(ExitStatus.USAGE, "--port " + port + " is not a port; expected 0 to " + MAXIMUM_PORT);
        }
        try (Coordinator coordinator =
                CoordinatedLines.coordinator(new InetSocketAddress(address, port), settings, out)) {
            out.println("Waiting on port " + coordinator.port() + " for "
                    + settings.plan().multiClient().weights().count() + " clients");
            StandardOutput.flush(out);
            Runtime.getRuntime().addShutdownHook(new Thread(coordinator::close, "coordinate-stop"));
            Coordinator.CoordinatedRun outcome =
                    coordinator.await(settings.clients().startPatience());
            return status(outcome, out);
        } catch (IOException e) {
            throw new UserError(
                    ExitStatus.USAGE,
                    address + ":" + port + " cannot be used: " + e.getMessage()
                            + "; choose another --address or --port");
        }
    }

    private static int status(Coordinator.CoordinatedRun outcome, PrintWriter out) {
        outcome.absent().forEach(client -> out.println("WARNING: " + ClientShare.name(client) + " never joined"));
        outcome.failure().ifPresent(failure -> out.println("The run ends here: " + failure + "."));
        out.println("The run is over after " + outcome.steps() + " steps: "
                + outcome.ending().word());
        out.flush();
        boolean complete = outcome.absent().isEmpty()
                && outcome.dropped().isEmpty()
                && !outcome.ending().isCutShort();
        return complete ? ExitStatus.ANSWERED.code() : ExitStatus.NO_VERDICT.code();
    }
}
