package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.Figures;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.report.table.HistoryLine;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import j2html.TagCreator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

    private static final String HOSTILE = "x.Y<script>alert(1)</script>\"'&\u202Etxt";

    @TempDir
    private Path folder;

    @Test
    void sectionsComeInTheirOrderWithExtraOnesAfterTheVerdict() throws Exception {
        HtmlSection gates = new HtmlSection("gates", "Gates", List.of(TagCreator.p("2 of 3 passed")));

        PageText page = PageText.of(
                HtmlReport.of(RunReport.of(ReportedRun.written(folder, ScriptedRun.saturated())), List.of(gates)));

        assertEquals(
                List.of(
                        "verdict",
                        "gates",
                        "load",
                        "time",
                        "failures",
                        "steps",
                        "rounds",
                        "sizing",
                        "workload",
                        "data"),
                page.all("<section id=\"([a-z]+)\""));
        assertThat(page.body()).contains("<p>2 of 3 passed</p>");
    }

    @Test
    void twoNumbersThatMatterStandFirst() throws Exception {
        PageText page = page(ScriptedRun.saturated());

        assertEquals(List.of("242.0", "169.4"), page.all("class=\"value\">(.*?)<"));
        assertEquals(
                List.of("95 % confidence: 163.5 to 358.2", "70 % of the capacity, measured but not proven"),
                page.all("class=\"note\">(.*?)<"));
        assertEquals(List.of(" req/s", " req/s"), page.all("class=\"unit\">(.*?)<"));
    }

    @Test
    void answerOfAFullMachineIsDoubted() throws Exception {
        PageText quiet = PageText.of(HtmlReport.of(SampleReport.ofCallers(20), List.of()));
        PageText full = PageText.of(HtmlReport.of(SampleReport.ofCallersOnFullMachine(20), List.of()));

        assertThat(quiet.body()).contains("class=\"badge answer\"").doesNotContain("too low");
        assertThat(full.body())
                .contains("class=\"badge doubtful\"", "<strong>Answer, may be too low:</strong>")
                .contains("measure again on a quiet machine");
        assertThat(full.all("<section id=\"data\"(.*?)</section>").get(0))
                .contains("CPU was 97 % used", "the service may do better than these figures");
        assertEquals(
                "Capacity, may be too low", full.all("class=\"name\">(.*?)<").get(0));
    }

    /** The rounds agree, and the target fails: nothing ended before its time. */
    @Test
    void meaningOfAnAnswerThatIsNotConfirmedAgreesWithItsReason() throws Exception {
        List<ScriptedStep> steps =
                new ArrayList<>(ScriptedRun.saturated().steps().subList(0, 14));
        steps.add(new ScriptedStep("15 target: 169.40 req/s poisson", 108, 61, "not ready: HTTP 502", 50, 0));
        steps.add(ScriptedStep.clean("16 round 3 boundary: 13 callers", 242));
        steps.add(ScriptedStep.refusing("17 round 3 up: 14 callers", 243, 20));
        steps.add(ScriptedStep.refusing("18 round 3 plateau: 26 callers", 241, 200));
        steps.add(new ScriptedStep("19 target: 169.40 req/s poisson", 129, 40, "not ready: HTTP 502", 50, 0));

        String body = page(ScriptedRun.saturated().with(steps)).body();

        assertThat(body)
                .contains("<strong>No answer:</strong> the run could not confirm its figures well enough")
                .contains("the target could not be held: ");
    }

    @Test
    void nameOfTheRunIsTitleAndHeading() throws Exception {
        PageText page = page(ScriptedRun.saturated());

        assertEquals(List.of("127.0.0.1:8080/score \u2013 Headroom"), page.all("<title>(.*?)</title>"));
        assertEquals(List.of("127.0.0.1:8080/score"), page.all("<h1>(.*?)</h1>"));
        assertEquals(
                List.of("SingleClientSimulation, started 1970-01-01 00:16:40 UTC, in the folder "
                        + folder.getFileName()),
                page.all("class=\"subtitle\">(.*?)</p>"));
    }

    @Test
    void nameThatIsSetIsEscaped() throws Exception {
        RunFolder run = ReportedRun.written(folder, ScriptedRun.saturated());
        Path workload = folder.resolve("workload.json");
        Files.writeString(
                workload,
                Files.readString(workload)
                        .replace("\"headroom.run.name\" : \"none\"", "\"headroom.run.name\" : \"<b>v2</b> & 3\""));

        PageText page = PageText.of(HtmlReport.of(RunReport.of(run), List.of()));

        assertEquals(List.of("&lt;b&gt;v2&lt;/b&gt; &amp; 3"), page.all("<h1>(.*?)</h1>"));
        assertEquals(List.of("&lt;b&gt;v2&lt;/b&gt; &amp; 3 \u2013 Headroom"), page.all("<title>(.*?)</title>"));
    }

    @Test
    void figuresCauseAndChartStandTogetherBeforeAllElse() throws Exception {
        PageText page = page(ScriptedRun.saturated());
        String glance = page.all("<div class=\"glance\">(.*?)</section>").get(0);

        assertThat(glance.indexOf("class=\"badge")).isPositive().isLessThan(glance.indexOf("class=\"tiles\""));
        assertThat(glance.indexOf("class=\"tiles\"")).isLessThan(glance.indexOf("Saturated at"));
        assertThat(glance.indexOf("Saturated at")).isLessThan(glance.indexOf("id=\"goodput-by-load\""));
        assertThat(glance.indexOf("id=\"goodput-by-load\"")).isLessThan(glance.indexOf("class=\"rest\""));
    }

    @Test
    void repeatedLoadIsOnePointWithItsRange() throws Exception {
        JsonNode chart = PageText.of(HtmlReport.of(SampleReport.ofCallers(100), List.of()))
                .chart("goodput-by-load");
        JsonNode rows = chart.get("rows");

        assertEquals(
                List.of("goodput, req/s", "least goodput", "largest goodput", "p95, ms", "least p95", "largest p95"),
                chart.get("series").findValuesAsText("label"));
        assertEquals(
                List.of("goodput", "least", "most", "p95", "least", "most"),
                chart.get("series").findValuesAsText("style"));
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).get(0).asDouble())
                    .isGreaterThan(rows.get(i - 1).get(0).asDouble());
        }
        for (JsonNode row : rows) {
            assertThat(row.get(1).asDouble())
                    .isBetween(row.get(2).asDouble(), row.get(3).asDouble());
        }
        assertThat(rows).as("98 steps").hasSizeLessThan(60);
    }

    @Test
    void latencyOverTimeStandsBesideTheLoad() throws Exception {
        JsonNode chart = page(ScriptedRun.saturated()).chart("latency-over-time");

        assertEquals(List.of("p50", "p95", "p99", "load"), chart.get("series").findValuesAsText("style"));
        assertEquals("callers", chart.get("right").asText());
        assertEquals("[0.0,50.0,50.0,50.0,4.0]", chart.get("rows").get(0).toString());
    }

    @Test
    void failedRequestsAreCountedByTheirStatus() throws Exception {
        PageText page = page(ScriptedRun.saturated());
        String table =
                page.all("<section id=\"failures\".*?<tbody>(.*?)</tbody>").get(0);

        assertThat(table)
                .isEqualTo("<tr><th scope=\"row\">503</th><td>refused</td><td>500</td><td>14.39 %</td>"
                        + "<td>05 round 1 up: 16 callers</td><td>45.45 % in 10 round 1 plateau: 26 callers</td></tr>");
    }

    @Test
    void figuresThatAreNotCertainAreNotSizedUnlessATrafficIsWanted() throws Exception {
        RunFolder run = ReportedRun.written(folder, ScriptedRun.saturated().ended(Ending.INTERRUPTED));
        assertThat(RunReport.of(run).findings().capacityPerSecond()).isPresent();
        assertThat(PageText.of(HtmlReport.of(RunReport.of(run), List.of())).html())
                .doesNotContain("id=\"sizing\"");

        Path workload = folder.resolve("workload.json");
        Files.writeString(
                workload,
                Files.readString(workload)
                        .replace(
                                "\"headroom.sizing.wanted-requests-per-second\" : \"none\"",
                                "\"headroom.sizing.wanted-requests-per-second\" : 100"));

        assertThat(PageText.of(HtmlReport.of(RunReport.of(run), List.of())).html())
                .contains("id=\"sizing\"");
    }

    @Test
    void capacityThatMovedIsShownBeforeAndNow() throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(folder, ScriptedRun.moved()));
        PageText page = PageText.of(HtmlReport.of(report, List.of()));

        assertEquals(List.of("moved"), page.all("<p class=\"badge ([a-z-]+)\">"));
        assertEquals(List.of("Capacity now", "Run it at"), page.all("class=\"name\">(.*?)<"));
        assertEquals(List.of("160.0"), page.all("class=\"value\">(.*?)<"));
        assertThat(page.all("class=\"note\">(.*?)<").get(0)).startsWith("before: 242.0 req/s, until ");
        assertEquals(
                List.of("capacity", "before"),
                page.chart("goodput-by-load").get("annotations").findValuesAsText("style"));
        assertThat(page.html()).doesNotContain("id=\"sizing\"");
        assertEquals("160", HistoryLine.of(report).cell(HistoryLine.CAPACITY));
        assertEquals("", HistoryLine.of(report).cell(HistoryLine.LOW), "the interval would be that of an average");
    }

    @Test
    void safeRateTakesThePlaceOfATargetThatRefuses() throws Exception {
        PageText page = PageText.of(HtmlReport.of(SampleReport.ofArrivals(20), List.of()));

        assertEquals(List.of("Capacity", "Run it at the safe rate"), page.all("class=\"name\">(.*?)<"));
        assertEquals(List.of("240.0", "117.0"), page.all("class=\"value\">(.*?)<"));
        assertEquals(
                "90 % of 130.0 req/s, the highest rate at which at most 1 % are refused",
                page.all("class=\"note\">(.*?)<").get(1));
    }

    @Test
    void everySentenceOfTheVerdictIsThere() throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(folder, ScriptedRun.saturated()));
        PageText page = PageText.of(HtmlReport.of(report, List.of()));

        for (String sentence : ConsoleReport.sentences(report)) {
            assertThat(page.body()).contains(">" + sentence + "</p>");
        }
        assertEquals(5, ConsoleReport.sentences(report).size());
        assertTrue(
                ConsoleReport.verdict(report).containsAll(ConsoleReport.sentences(report)),
                ConsoleReport.verdict(report).toString());
    }

    @Test
    void everyStepHasItsVerdictAndWhy() throws Exception {
        PageText page = page(ScriptedRun.saturated());
        List<String> why = page.all("data-name=\"why\">(.*?)<");

        assertEquals(15, why.size());
        assertEquals("nothing failed", why.get(2));
        assertEquals("refused 60 of 300 (20.0 %)", why.get(4));
        assertEquals("saturated", page.all("data-name=\"verdict\">(.*?)<").get(4));
    }

    static Stream<Arguments> runs() {
        ScriptedRun whole = ScriptedRun.saturated();
        ScriptedStep nothing = new ScriptedStep("01 warm-up: 4 callers", 0, 0, "", 50, 0);
        return Stream.of(
                Arguments.of(whole, "answer", "Answer:", "saturated"),
                Arguments.of(ScriptedRun.notSaturated(), "lower-bound", "Lower bound:", "not-saturated"),
                Arguments.of(ScriptedRun.rateLimited(), "lower-bound", "Lower bound:", "rate-limited"),
                Arguments.of(ScriptedRun.fineTuning(), "done", "Done:", "no-verdict"),
                Arguments.of(whole.smokeFailed("client error: HTTP 404"), "no-answer", "No answer:", "no-verdict"),
                Arguments.of(whole.ended(Ending.INTERRUPTED), "no-answer", "No answer:", "interrupted"),
                Arguments.of(whole.withoutEnd(), "no-answer", "No answer:", "incomplete"),
                Arguments.of(whole.holding(List.of()), "no-answer", "No answer:", "incomplete"),
                Arguments.of(whole.by("com.example.Other"), "no-answer", "No answer:", "no-verdict"),
                Arguments.of(whole.holding(List.of(nothing)), "no-answer", "No answer:", "incomplete"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyKindOfRunHasItsPage(ScriptedRun run, String style, String word, String verdict) throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(folder, run));
        PageText page = PageText.of(HtmlReport.of(report, List.of()));

        assertEquals(List.of(style), page.all("<p class=\"badge ([a-z-]+)\">"));
        assertEquals(List.of(word), page.all("<p class=\"badge.*?<strong>(.*?)</strong>"), "not by colour alone");
        assertEquals(List.of(verdict), page.all("<p class=\"badge.*?<code>(.*?)</code>"));
        assertThat(page.body()).contains(ConsoleReport.sentences(report).get(0).replace("'", "&#x27;"));
        assertThat(page.body()).as("the last section").contains("<h2 id=\"data-heading\">");
        assertFigures(page);
    }

    @Test
    void runWithoutItsWorkloadSaysSo() throws Exception {
        RunFolder run = ReportedRun.written(folder, ScriptedRun.saturated());
        Files.delete(folder.resolve("workload.json"));

        PageText page = PageText.of(HtmlReport.of(RunReport.of(run), List.of()));

        assertThat(page.html()).doesNotContain("<section id=\"workload\"");
        assertThat(page.body()).contains("<li>Without workload.json the settings of the run are unknown");
    }

    @Test
    void cutLogIsNotCalledComplete() throws Exception {
        RunFolder run = ReportedRun.written(folder, ScriptedRun.saturated());
        byte[] log = Files.readAllBytes(run.log());
        Files.write(run.log(), Arrays.copyOf(log, log.length - 5));

        PageText page = PageText.of(HtmlReport.of(RunReport.of(run), List.of()));

        assertThat(page.body()).contains("<p class=\"warning\">NOT complete: the log is cut off");
        assertEquals(
                List.of("incomplete"),
                page.all("<p class=\"badge no-answer\">.*?<code>(.*?)</code>"),
                "and proves nothing");
    }

    @Test
    void hostileTextStaysText() throws Exception {
        String html = page(ScriptedRun.saturated().by(HOSTILE)).html();

        assertThat(html).as("a tag from the log").doesNotContain("<script>alert");
        assertThat(html).as("a character that reverses the direction of text").doesNotContain("\u202E");
        assertThat(html).as("shown").contains("x.Y&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;\\u202etxt");
    }

    @Test
    void policyAllowsWhatThePageHoldsAndNothingElse() throws Exception {
        PageText page = page(ScriptedRun.saturated());
        String policy = page.all("http-equiv=\"Content-Security-Policy\" content=\"(.*?)\"")
                .get(0)
                .replace("&#x27;", "'");

        assertEquals(
                "default-src 'none'; style-src '" + sha256(page.all("<style>(.*?)</style>")) + "'; script-src '"
                        + sha256(page.all("<script>(.*?)</script>"))
                        + "'; img-src data:; base-uri 'none'; form-action 'none'",
                policy);
        String body = page.body();
        assertThat(body).as("styles in attributes would not be applied").doesNotContain(" style=");
        assertThat(body).as("scripts in attributes would not be run").doesNotMatch("(?s).*\\son[a-z]+=.*");
        assertEquals(List.of(), page.all("((?:src|href)=\"(?:https?:|//)[^\"]*)\""), "links out of the folder");
    }

    private static String sha256(List<String> one) throws Exception {
        assertEquals(1, one.size());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(one.get(0).getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void chartsMarkTheSaturationPointTheTargetAndTheInterval() throws Exception {
        JsonNode chart = page(ScriptedRun.saturated()).chart("goodput-by-load");

        assertEquals(
                List.of("band", "capacity", "target", "saturation"),
                chart.get("annotations").findValuesAsText("style"));
        assertEquals(169.4, chart.at("/annotations/2/from").asDouble());
        assertEquals(13, chart.at("/annotations/3/from").asInt());
        assertTrue(chart.at("/annotations/3/vertical").asBoolean());
    }

    @Test
    void linesOverTimeEndWithTheWindowOfTheirStep() throws Exception {
        JsonNode rows = page(ScriptedRun.saturated()).chart("offered-over-time").get("rows");

        assertEquals("[0.5,1.5,4.0,null]", rows.get(0).toString(), "from, until, callers, rate");
        assertEquals("[2.0,3.0,4.0,null]", rows.get(1).toString());
        assertEquals(15, rows.size(), "one row per step");
    }

    @Test
    void stepThatTheInjectorSaysNothingOfIsNotCovered() throws Exception {
        JsonNode rows = PageText.of(HtmlReport.of(SampleReport.ofCallers(15), List.of()))
                .chart("injector-over-time")
                .get("rows");

        assertEquals(14, rows.size());
        assertEquals(20, rows.get(3).get(1).asInt(), "seconds: the fourth step's end");
        assertEquals(25, rows.get(4).get(0).asInt(), "seconds: the sixth step's start");
    }

    @Test
    void noSecretIsShownEvenWhereTheWorkloadHoldsOne() throws Exception {
        RunFolder run = ReportedRun.written(folder, ScriptedRun.saturated());
        Path workload = folder.resolve("workload.json");
        Files.writeString(
                workload,
                Files.readString(workload)
                        .replace("\"url\" : \"http://", "\"url\" : \"http://user:hunter2@")
                        .replace(":8080/score", ":8080/score?token=hunter2")
                        .replace(
                                "\"headroom.endpoint.key-file\" : \"none\"",
                                "\"headroom.endpoint.key-file\" : \"/secret/hunter2\", \"headroom.endpoint.headers.X\" : \"hunter2\""));
        assertThat(Files.readString(workload)).as("the test's own replacement").contains("headers.X");

        PageText page = PageText.of(HtmlReport.of(RunReport.of(run), List.of()));

        assertThat(page.html()).doesNotContain("hunter2");
        assertThat(page.body()).contains("<td>http://127.0.0.1:8080/score</td>");
        assertThat(page.body()).contains("headroom.endpoint.headers.X</th><td>(hidden)</td>");
    }

    @Test
    void hundredStepsAndTenMillionRequestsAreLessThanAMegabyte() throws Exception {
        RunReport report = SampleReport.ofRequests(100, 10_000_000);
        long start = System.nanoTime();
        byte[] html = HtmlReport.of(report, List.of());
        System.out.printf(
                "headroom.html of 100 steps: %d bytes in %d ms%n",
                html.length, (System.nanoTime() - start) / 1_000_000);

        assertTrue(html.length < 1_000_000, html.length + " bytes");
        JsonNode rows = PageText.of(html).chart("answers-over-time").get("rows");
        assertTrue(rows.size() > 300 && rows.size() <= 600, rows.size() + " points");
    }

    /** Asserts that every chart has an accessible name with its figures, and a table of what it draws. */
    private static void assertFigures(PageText page) throws Exception {
        for (String id : page.charts()) {
            JsonNode chart = page.chart(id);
            List<List<String>> table = page.table(id);
            assertEquals(chart.get("rows").size() + 1, table.size(), id);
            for (int i = 0; i < chart.get("rows").size(); i++) {
                for (int k = 0; k < table.get(0).size(); k++) {
                    JsonNode drawn = chart.get("rows").get(i).get(k);
                    assertEquals(
                            drawn.isNull() ? "" : Figures.plain(drawn.asDouble()),
                            table.get(i + 1).get(k),
                            id);
                }
            }
            assertEquals(
                    1,
                    page.all("id=\"" + id + "\" class=\"plot\"[^>]* aria-label=\"([^\"]{20,})\"")
                            .size(),
                    id);
        }
        assertEquals(page.charts().size(), page.all("(<figure)").size());
    }

    private PageText page(ScriptedRun run) throws Exception {
        return PageText.of(HtmlReport.of(RunReport.of(ReportedRun.written(folder, run)), List.of()));
    }
}
