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

/** The coordinator alone, for injectors on other machines. */
@Command(
        name = "coordinate",
        description =
                "Decides for clients on other machines what they do: waits until all are there (MultiClientSimulation"
                        + " with headroom.clients.index and headroom.clients.coordinator), starts every step for all at the same"
                        + " moment, and shows one combined progress. Merge their folders with analyze.",
        mixinStandardHelpOptions = true)
final class CoordinateCommand implements Callable<Integer> {

    private static final int MOST_PORT = 65_535;

    @Option(names = "--count", paramLabel = "N", description = "How many clients. Default: headroom.clients.count.")
    private Optional<Integer> count;

    @Option(
            names = "--port",
            defaultValue = "7070",
            description = "Port to listen at. Default: ${DEFAULT-VALUE}; 0 for any free one.")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "0.0.0.0",
            description = "Address to listen at. Default: all of this machine. Anyone who reaches it can take part.")
    private String address;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, InterruptedException {
        count.ifPresent(given -> System.setProperty("headroom.clients.count", Integer.toString(given)));
        Settings settings = WorkingSettings.all();
        PrintWriter out = spec.commandLine().getOut();
        if (port < 0 || port > MOST_PORT) {
            throw new UserError(ExitStatus.USAGE, "--port " + port + " is no port; expected 0 to " + MOST_PORT);
        }
        try (Coordinator coordinator =
                CoordinatedLines.coordinator(new InetSocketAddress(address, port), settings, out)) {
            out.println("Waiting at port " + coordinator.port() + " for "
                    + settings.plan().multiClient().weights().count() + " clients");
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(coordinator::close, "coordinate-stop"));
            Coordinator.CoordinatedRun outcome =
                    coordinator.await(settings.clients().startPatience());
            return status(outcome, out);
        } catch (IOException e) {
            throw new UserError(
                    ExitStatus.USAGE,
                    address + ":" + port + " cannot be listened at: " + e.getMessage() + "; take another");
        }
    }

    private static int status(Coordinator.CoordinatedRun outcome, PrintWriter out) {
        outcome.absent().forEach(client -> out.println("WARNING: " + ClientShare.name(client) + " did not come"));
        out.println("The run is over after " + outcome.steps() + " steps: "
                + outcome.ending().word());
        out.flush();
        boolean whole = outcome.absent().isEmpty()
                && outcome.lost().isEmpty()
                && !outcome.ending().isCutShort();
        return whole ? ExitStatus.ANSWERED.code() : ExitStatus.NO_VERDICT.code();
    }
}
