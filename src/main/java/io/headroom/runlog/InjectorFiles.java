package io.headroom.runlog;

import io.headroom.load.InjectorSample;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One injector's log, and what it left beside it.
 *
 * @param log       its log; need not exist where {@code client} says whose it would be
 * @param samples   what it noticed about itself
 * @param client    which part of a run it says to be, and what its clock shows
 * @param seal      what its log held when it was closed
 * @param heartbeat how far it had got when it told so last
 */
public record InjectorFiles(
        Path log, Samples samples, Optional<ClientFile> client, Optional<Seal> seal, Optional<Heartbeat> heartbeat) {

    /** What an injector noticed about itself; read when it is needed, as those of many injectors take much memory. */
    @FunctionalInterface
    public interface Samples {
        /** By the steps' labels; nothing where that was not kept. */
        Map<String, InjectorSample> read() throws IOException;
    }

    /**
     * Finds what an injector left in its folder. The injector's samples are read when they are needed.
     *
     * @throws IOException when a file is there but cannot be used; the message names it
     */
    public static InjectorFiles of(RunFolder folder) throws IOException {
        return new InjectorFiles(
                folder.log(),
                folder::injectorSamples,
                folder.client(),
                folder.seal(),
                Heartbeat.lastIn(folder.heartbeat()));
    }

    /** A log with nothing beside it that says more. */
    public static InjectorFiles of(Path log, Map<String, InjectorSample> samples) {
        return new InjectorFiles(log, () -> samples, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How the injector is called: by its folder, or by its log where that was collected with others in one folder. */
    public String name() {
        Path file = log.getFileName();
        Path folder = log.toAbsolutePath().normalize().getParent();
        boolean alone =
                file != null && file.toString().equals(RunFolder.LOG) && folder != null && folder.getFileName() != null;
        return alone ? folder.getFileName().toString() : String.valueOf(file);
    }
}
