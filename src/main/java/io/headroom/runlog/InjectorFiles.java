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
 * The files that one injector left.
 *
 * @param log       its log; may be absent where {@code client} says whose log it would be
 * @param samples   what it noticed about itself
 * @param client    which clients of which run it says it hosts, and how far its clock is off
 * @param seal      what its log held when it was closed
 * @param heartbeat its last heartbeat: how far it had got
 */
public record InjectorFiles(
        Path log, Samples samples, Optional<ClientFile> client, Optional<Seal> seal, Optional<Heartbeat> heartbeat) {

    /** Reads what an injector noticed about itself. Read late, since the samples of many injectors take much memory. */
    @FunctionalInterface
    public interface Samples {
        /** Returns the samples by the labels of the steps; empty where the injector kept none. */
        Map<String, InjectorSample> read() throws IOException;
    }

    /**
     * Finds the files that an injector left in its folder. Its samples are not read yet.
     *
     * @throws IOException when a file exists but cannot be used; the message names it
     */
    public static InjectorFiles of(RunFolder folder) throws IOException {
        return new InjectorFiles(
                folder.log(),
                folder::injectorSamples,
                folder.client(),
                folder.seal(),
                Heartbeat.last(folder.heartbeat()));
    }

    /** Returns a log without other files beside it. */
    public static InjectorFiles of(Path log, Map<String, InjectorSample> samples) {
        return new InjectorFiles(log, () -> samples, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the name of the injector: that of its folder, or of its log where the logs of several injectors lie in one folder. */
    public String name() {
        Path file = log.getFileName();
        Path folder = log.toAbsolutePath().normalize().getParent();
        boolean alone = file != null
                && RunFolder.uncompressedName(log).equals(RunFolder.LOG)
                && folder != null
                && folder.getFileName() != null;
        return alone ? folder.getFileName().toString() : String.valueOf(file);
    }
}
