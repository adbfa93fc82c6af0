package io.headroom.report.text;

import io.headroom.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reports that were written into the folder of a run, so that none is named that does not exist.
 *
 * @param folder  path of the folder
 * @param ours    names of Headroom's reports; empty for a foreign simulation, for which Gatling's report is the only one
 * @param gatling whether Gatling's report is named beside them
 */
record WrittenReports(Path folder, List<String> ours, boolean gatling) {

    WrittenReports {
        ours = List.copyOf(ours);
    }

    /**
     * Looks for reports in a folder. Empty if there are none.
     *
     * @param foreign whether the simulation is not one of Headroom's
     */
    static Optional<WrittenReports> in(RunFolder folder, boolean foreign) {
        boolean gatling = folder.ownsLog() && Files.exists(folder.gatlingReport());
        if (foreign) {
            return gatling ? Optional.of(new WrittenReports(folder.path(), List.of(), false)) : Optional.empty();
        }
        List<String> ours = Stream.of(folder.html(), folder.result())
                .filter(Files::exists)
                .map(file -> file.getFileName().toString())
                .toList();
        return ours.isEmpty() ? Optional.empty() : Optional.of(new WrittenReports(folder.path(), ours, gatling));
    }

    /** Returns the line that names them. */
    String line() {
        String names = String.join(", ", ours) + (gatling ? "; Gatling's " + RunFolder.INDEX : "");
        return "Reports: " + folder + (names.isEmpty() ? "" : " (" + names + ")");
    }
}
