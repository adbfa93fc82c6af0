package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.runlog.ScriptedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPagesTest {

    @TempDir
    private Path results;

    @Test
    void pagesLinkToEachOtherAndToGatlingsReport() throws Exception {
        RunPages.write(run("one", ScriptedRun.saturated()), List.of());
        RunPages.write(run("two", ScriptedRun.notSaturated()), List.of());

        PageText page = PageText.of(Files.readAllBytes(results.resolve("one/headroom.html")));
        PageText index = PageText.of(Files.readAllBytes(results.resolve("index.html")));
        assertEquals(List.of("../index.html", "index.html"), page.all("<li class=\"file\"><a href=\"(.*?)\""));
        assertEquals(List.of("two/headroom.html", "one/headroom.html"), index.all("href=\"([a-z]+/headroom.html)\""));
        assertEquals(3, Files.readAllLines(results.resolve("history.tsv")).size());
    }

    @Test
    void reportThatGatlingDoesNotDrawIsNotLinkedTo() throws Exception {
        RunPages.write(run("one", ScriptedRun.saturated().smokeFailed("client error: HTTP 404")), List.of());

        PageText page = PageText.of(Files.readAllBytes(results.resolve("one/headroom.html")));
        assertEquals(List.of("../index.html"), page.all("<li class=\"file\"><a href=\"(.*?)\""));
    }

    @Test
    void pageElsewhereLinksToGatlingsReportWhereThereIsOne() throws Exception {
        RunReport report = run("one", ScriptedRun.saturated());
        Path page = results.resolve("page.html");

        RunPages.write(report, List.of(), page);
        assertThat(Files.readString(page)).as("there is none").doesNotContain("Gatling's own page");
        Files.writeString(results.resolve("one/index.html"), "Gatling was here");
        RunPages.write(report, List.of(), page);

        assertEquals(
                List.of("one/index.html"),
                PageText.of(Files.readAllBytes(page)).all("<li class=\"file\"><a href=\"(.*?)\""));
        assertFalse(Files.exists(results.resolve("history.tsv")), "only a run itself is remembered");
    }

    @Test
    void runsPageIsThereThoughTheHistoryCannotBeWritten() throws Exception {
        RunReport report = run("one", ScriptedRun.saturated());
        Files.createDirectory(results.resolve("history.tsv"));

        assertThrows(IOException.class, () -> RunPages.write(report, List.of()));

        assertTrue(Files.exists(results.resolve("one/headroom.html")));
    }

    @Test
    void pageOfSomebodyElseIsNeitherReplacedNorLinkedTo() throws Exception {
        Files.writeString(results.resolve("index.html"), "<title>Team A</title>");
        RunReport report = run("one", ScriptedRun.saturated());
        Path elsewhere = results.resolve("page.html");

        IOException told = assertThrows(IOException.class, () -> RunPages.write(report, List.of()));
        RunPages.write(report, List.of(), elsewhere);

        assertThat(told.getMessage()).contains("index.html was not written: it exists and is not a page of Headroom");
        assertEquals("<title>Team A</title>", Files.readString(results.resolve("index.html")));
        assertEquals(2, Files.readAllLines(results.resolve("history.tsv")).size(), "the run is remembered");
        assertThat(Files.readString(results.resolve("one/headroom.html"))).doesNotContain("All runs");
        assertThat(Files.readString(elsewhere)).doesNotContain("All runs");
    }

    private RunReport run(String name, ScriptedRun run) throws Exception {
        return RunReport.of(ReportedRun.written(results.resolve(name), run));
    }
}
