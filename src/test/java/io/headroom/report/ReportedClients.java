package io.headroom.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.verdict.InjectorFiles;
import io.headroom.verdict.ScriptedInjector;
import io.headroom.verdict.ScriptedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders that the injectors of a scripted run of several clients leave, with all that is in them. */
public final class ReportedClients {

    private ReportedClients() {}

    /** Writes those of a run of so many clients, each in a folder {@code injector-<client>} of the given one. */
    public static void written(Path results, ScriptedRun run, int clients) throws Exception {
        for (ScriptedInjector injector : ScriptedInjector.each(run, clients)) {
            written(folder(results, injector.part()), run, injector);
        }
    }

    /** Where the folder of an injector is. */
    public static Path folder(Path results, RunPart part) {
        return results.resolve("injector-" + part.first());
    }

    /** Writes the folder of one. */
    public static RunFolder written(Path path, ScriptedRun run, ScriptedInjector injector) throws Exception {
        RunFolder folder = ReportedRun.written(path, run);
        injector.log().writeTo(path);
        RunPart part = injector.part();
        write(
                path.resolve(ClientFile.NAME),
                new ClientFile(
                        ClientFile.SCHEMA,
                        part.run(),
                        part.first(),
                        part.last(),
                        part.count(),
                        -injector.aheadMillis(),
                        0.5));
        InjectorFiles.Seal seal = injector.seal();
        write(
                path.resolve(Seal.NAME),
                new Seal(
                        Seal.SCHEMA,
                        part.run(),
                        part.first(),
                        part.last(),
                        part.count(),
                        seal.sent(),
                        seal.answered(),
                        seal.logBytes(),
                        seal.logCrc32c(),
                        ScriptedInjector.START + injector.aheadMillis() + 30_000,
                        "complete"));
        beat(path, injector, seal.sent(), 30_000);
        return folder;
    }

    /** Its last heartbeat came that long after its start, when it had sent so many requests. */
    public static void beat(Path path, ScriptedInjector injector, long sent, long millis) throws IOException {
        InjectorFiles.Heartbeat beat = injector.heartbeat(sent, millis);
        Heartbeat.begin(path).beat(new Heartbeat(beat.epochMillis(), beat.sent(), beat.sent(), 15));
    }

    private static void write(Path file, Record document) throws IOException {
        Files.write(file, new ObjectMapper().writeValueAsBytes(document));
    }
}
