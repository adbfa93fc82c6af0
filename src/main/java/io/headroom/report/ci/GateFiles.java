package io.headroom.report.ci;

import io.headroom.report.GatedRun;
import io.headroom.report.json.JsonDocuments;
import io.headroom.run.FileMark;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Writes the results of a run's gates as files that pipelines read. */
public final class GateFiles {

    private GateFiles() {}

    /**
     * Writes {@code gates.json}, {@code junit.xml}, {@code summary.md} and {@code metrics.txt} into the run's folder.
     *
     * @return paths of the files
     */
    public static List<Path> write(GatedRun run) throws IOException {
        RunFolder folder = run.report().folder();
        return List.of(
                folder.writeOutput("gates.json", JsonDocuments.gates(run), JsonDocuments.GATES_MARK),
                write(folder, "junit.xml", JunitXml.of(run), JunitXml.BEGINNING),
                write(folder, "summary.md", MarkdownSummary.of(run), Pattern.quote(MarkdownSummary.TITLE)),
                folder.writeOutput("metrics.txt", OpenMetrics.of(run), mark(OpenMetrics.BEGINNING)));
    }

    private static Path write(RunFolder folder, String name, String content, String mark) throws IOException {
        return folder.writeOutput(name, content.getBytes(StandardCharsets.UTF_8), mark(mark));
    }

    private static FileMark mark(String beginning) {
        return FileMark.beginning("an output of Headroom's gates", beginning);
    }
}
