package io.headroom.verdict;

import io.headroom.load.InjectorSample;
import io.headroom.load.RunPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One injector's log, and what it left beside it.
 *
 * @param log       its log; need not exist where {@code claim} says whose it would be
 * @param samples   what it noticed about itself
 * @param claim     which part of a run it says to be, and what its clock shows
 * @param seal      what its log held when it was closed
 * @param heartbeat how far it had got when it told so last
 */
public record InjectorFiles(
        Path log, Samples samples, Optional<Claim> claim, Optional<Seal> seal, Optional<Heartbeat> heartbeat) {

    private static final String LOG = "simulation.log";

    /** What an injector noticed about itself; read when it is needed, as those of many injectors take much memory. */
    @FunctionalInterface
    public interface Samples {
        /** By the steps' labels; nothing where that was not kept. */
        Map<String, InjectorSample> read() throws IOException;
    }

    /**
     * Which part of a run an injector says to be, beside its log.
     *
     * @param clockOffsetMillis what has to be added to its clock to get the coordinator's, milliseconds
     */
    public record Claim(RunPart part, double clockOffsetMillis) {}

    /**
     * What an injector's log held when it was closed.
     *
     * @param sent      scoring requests that it sent, the smoke call among them
     * @param answered  those of them that were answered, failed, or timed out
     * @param logBytes  length of the log, bytes
     * @param logCrc32c CRC-32C of the log, 8 hex digits
     */
    public record Seal(RunPart part, long sent, long answered, long logBytes, String logCrc32c) {}

    /**
     * How far an injector had got.
     *
     * @param epochMillis when, milliseconds since 1970 by its own clock
     * @param sent        scoring requests that it had sent, the smoke call among them
     */
    public record Heartbeat(long epochMillis, long sent) {}

    /** A log with nothing beside it that says more. */
    public static InjectorFiles of(Path log, Map<String, InjectorSample> samples) {
        return new InjectorFiles(log, () -> samples, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How the injector is called: by its folder, or by its log where that was collected with others in one folder. */
    public String name() {
        Path file = log.getFileName();
        Path folder = log.toAbsolutePath().normalize().getParent();
        boolean alone = file != null && file.toString().equals(LOG) && folder != null && folder.getFileName() != null;
        return alone ? folder.getFileName().toString() : String.valueOf(file);
    }
}
