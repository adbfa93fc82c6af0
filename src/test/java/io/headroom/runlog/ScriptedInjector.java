package io.headroom.runlog;

import io.headroom.load.LogMarks;
import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.Seal;
import io.headroom.simlog.BinaryLogWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One of the injectors of a scripted run of several clients.
 *
 * @param part        clients that it hosts
 * @param log         log that it writes
 * @param aheadMillis milliseconds by which its clock is ahead of the coordinator's
 */
public record ScriptedInjector(RunPart part, BinaryLogWriter log, long aheadMillis) {

    /** Start of the run, milliseconds since 1970 by the coordinator's clock. */
    public static final long START = 1_000_000;

    /** Creates an injector whose clock is right. */
    public static ScriptedInjector of(ScriptedRun run, RunPart part) {
        return of(run, part, 0);
    }

    /** Creates an injector whose clock is ahead. */
    public static ScriptedInjector of(ScriptedRun run, RunPart part, long aheadMillis) {
        return new ScriptedInjector(part, run.log(START + aheadMillis, part), aheadMillis);
    }

    /** Creates all injectors of a run, each with one client. */
    public static List<ScriptedInjector> each(ScriptedRun run, int clients) {
        return Stream.iterate(1, client -> client + 1)
                .limit(clients)
                .map(client -> of(run, new RunPart("1f6b33a0", client, client, clients)))
                .toList();
    }

    /** Returns the number of scoring requests that it sends. */
    public int requests() {
        return log.requestsBut(LogMarks.READINESS);
    }

    /** Returns its {@code client.json}. */
    public ClientFile client() {
        return new ClientFile(part, -aheadMillis, 0.5);
    }

    /** Returns the seal of its log. */
    public Seal seal() {
        CRC32C sum = new CRC32C();
        sum.update(log.bytes());
        return new Seal(
                part,
                requests(),
                requests(),
                log.bytes().length,
                HexFormat.of().toHexDigits((int) sum.getValue()),
                START + aheadMillis + 30_000,
                "complete");
    }

    /** Returns the heartbeat that it wrote some time after its start, when it had sent a number of its requests. */
    public Heartbeat heartbeat(long sent, long millis) {
        return new Heartbeat(START + aheadMillis + millis, sent, sent, 15);
    }

    /** Writes its log and all files beside it into a folder. */
    public InjectorFiles writeTo(Path folder) throws IOException {
        return new InjectorFiles(
                log.writeTo(folder), Map::of, Optional.of(client()), Optional.of(seal()), Optional.empty());
    }
}
