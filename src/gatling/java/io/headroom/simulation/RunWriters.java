package io.headroom.simulation;

import io.headroom.clients.InjectorLink;
import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.run.Json;
import io.headroom.run.RunFolder;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists the files that a run writes beside its log. */
final class RunWriters {

    private RunWriters() {}

    /** Returns the writers of a run in the order in which they write. The seal states that a run is complete, so it is the last. */
    static List<RunWriter> of(RunSetup run) {
        List<RunWriter> writers = new ArrayList<>();
        writers.add(new SampleWriter());
        writers.add(new WriteOnce(folder -> writeWorkload(run, folder)));
        run.clients().part().ifPresent(part -> {
            writers.add(new WriteOnce(folder -> writeClients(run, part, folder)));
            writers.add(new HeartbeatWriter());
        });
        if (run.link().isEmpty()) { // a gate judges the run, not the folder of one of its injectors
            writers.add(new LastRunWriter(run.settings().resultsFolder()));
        }
        run.clients().part().ifPresent(part -> writers.add(new SealWriter(part)));
        return writers;
    }

    private static void writeWorkload(RunSetup run, RunFolder folder) throws IOException {
        String gatling = SimulationLog.header(folder.log())
                .map(RunHeader::gatlingVersion)
                .orElse("unknown");
        run.workload(gatling).writeTo(folder);
    }

    private static void writeClients(RunSetup run, RunPart part, RunFolder folder) throws IOException {
        ClientFile file = new ClientFile(
                part,
                run.link().map(InjectorLink::clockOffsetMillis).orElse(0.0),
                run.link().map(InjectorLink::clockErrorMillis).orElse(0.0));
        var unused = folder.writeOutput(ClientFile.NAME, Json.bytes(file), ClientFile.MARK);
    }
}
