package io.headroom.report;

import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.verdict.InjectorFiles;
import java.io.IOException;
import java.util.Optional;

/** What an injector left in its folder, in the words of those who judge it. */
public final class InjectorFolder {

    private InjectorFolder() {}

    /**
     * All but what it noticed about itself, which is read when it is needed.
     *
     * @throws IOException when a file is there but cannot be used; the message names it
     */
    public static InjectorFiles of(RunFolder folder) throws IOException {
        return new InjectorFiles(
                folder.log(),
                folder::injectorSamples,
                claim(folder),
                seal(folder),
                Heartbeat.lastIn(folder.heartbeat())
                        .map(beat -> new InjectorFiles.Heartbeat(beat.epochMillis(), beat.sent())));
    }

    private static Optional<InjectorFiles.Claim> claim(RunFolder folder) throws IOException {
        Optional<ClientFile> file = folder.client();
        try {
            return file.map(client -> new InjectorFiles.Claim(
                    new RunPart(client.run(), client.first(), client.last(), client.count()),
                    client.clockOffsetMillis()));
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.path() + ": " + ClientFile.NAME + " names " + e.getMessage(), e);
        }
    }

    private static Optional<InjectorFiles.Seal> seal(RunFolder folder) throws IOException {
        Optional<Seal> file = folder.seal();
        try {
            return file.map(seal -> new InjectorFiles.Seal(
                    new RunPart(seal.run(), seal.first(), seal.last(), seal.count()),
                    seal.sent(),
                    seal.answered(),
                    seal.logBytes(),
                    seal.logCrc32c()));
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.path() + ": " + Seal.NAME + " names " + e.getMessage(), e);
        }
    }
}
