package io.headroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ScriptedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizedRunTest {

    @TempDir
    private Path folder;

    @Test
    void podsOfTheStandInAreKnown() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        edit("\"standIn\" : \"\"", "\"standIn\" : \"12 pods x 1 x 50.0 ms\"");

        assertEquals(
                "Sizing for 169.4 req/s (0.5 CPU a pod, 4 a node): 13 pods on 4 nodes by latency, 12 pods on 3 nodes by"
                        + " capacity.",
                sizingLine());
    }

    @Test
    void podsAndTrafficCanBeSet() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        edit("\"headroom.sizing.measured-pods\" : \"none\"", "\"headroom.sizing.measured-pods\" : 6");
        edit(
                "\"headroom.sizing.wanted-requests-per-second\" : \"none\"",
                "\"headroom.sizing.wanted-requests-per-second\" : 100");

        assertEquals(
                "Sizing for 100.0 req/s (0.5 CPU a pod, 4 a node): 8 pods on 3 nodes by latency, 4 pods on 2 nodes by"
                        + " capacity.",
                sizingLine());
    }

    @Test
    void runWithoutASaturationPointIsNotSized() throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(folder, ScriptedRun.notSaturated()));

        assertThat(new String(JsonDocuments.result(report), StandardCharsets.UTF_8))
                .doesNotContain("\"sizing\" :");
        assertTrue(ConsoleReport.verdict(report).stream().noneMatch(line -> line.startsWith("Sizing")));
    }

    /** A log that is cut still shows a capacity, but nobody shall order machines by it. */
    @Test
    void runThatGaveNoAnswerIsNotSized() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path log = folder.resolve(RunFolder.LOG);
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 5));

        RunReport report = RunReport.of(new RunFolder(folder));

        assertThat(report.findings().capacityPerSecond()).isPresent();
        assertThat(report.sized()).isEmpty();
        assertThat(new String(JsonDocuments.result(report), StandardCharsets.UTF_8))
                .doesNotContain("\"sizing\" :");
        assertThat(ConsoleReport.verdict(report)).noneMatch(line -> line.startsWith("Sizing"));
    }

    private void edit(String from, String to) throws Exception {
        Path workload = folder.resolve("workload.json");
        String json = Files.readString(workload);
        assertThat(json).contains(from);
        Files.writeString(workload, json.replace(from, to));
    }

    private String sizingLine() throws Exception {
        return ConsoleReport.verdict(RunReport.of(new RunFolder(folder))).stream()
                .filter(line -> line.startsWith("Sizing"))
                .findFirst()
                .orElseThrow();
    }
}
