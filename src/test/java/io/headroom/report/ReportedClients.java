package io.headroom.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
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
        write(path.resolve(ClientFile.NAME), injector.client());
        Seal seal = injector.seal();
        write(path.resolve(Seal.NAME), seal);
        beat(path, injector, seal.sent(), 30_000);
        return folder;
    }

    /** Its last heartbeat came that long after its start, when it had sent so many requests. */
    public static void beat(Path path, ScriptedInjector injector, long sent, long millis) throws IOException {
        Heartbeat.begin(path.resolve(Heartbeat.NAME)).beat(injector.heartbeat(sent, millis));
    }

    private static void write(Path file, Record document) throws IOException {
        Files.write(file, new ObjectMapper().writeValueAsBytes(document));
    }
}
