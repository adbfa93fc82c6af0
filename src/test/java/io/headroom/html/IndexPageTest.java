package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.report.table.HistoryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPageTest {

    @Test
    void runsStandWithTheirFiguresTheNewestFirst() {
        PageText page = page(line("a", "s", "240", "11"), line("b", "s", "250.26", "11"));

        assertEquals(List.of("b", "a"), page.all("<a href=\"([ab])/headroom.html\">service</a>"));
        assertEquals(List.of("b", "a"), page.all("class=\"folder\">(.)</span>"));
        assertEquals("2", page.all("data-name=\"no.\">(\\d)</td>").get(0));
        assertThat(page.body()).contains(">250.3</td>");
    }

    @Test
    void runWhosePageIsGoneIsNotLinkedTo() {
        PageText page = PageText.of(IndexPage.of(List.of(line("a", "s", "240", "11")), file -> false));

        assertThat(page.html()).doesNotContain("href=\"a/");
        assertThat(page.body()).contains("\"rowheader\">service <span class=\"folder\">a</span></th>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void nameThatIsNoFolderIsNotLinkedTo(String name) {
        assertThat(page(line(name, "s", "240", "11")).body()).doesNotContain("headroom.html");
    }

    @Test
    void runsAreToldApartByTheirNamesAndAnswers() {
        PageText page = page(
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "a",
                        HistoryLine.NAME, "models.example.com/<score>",
                        HistoryLine.TIME, "2026-11-28T22:25:23.652Z",
                        HistoryLine.VERDICT, "saturated",
                        HistoryLine.CAPACITY, "152.6547",
                        HistoryLine.LOW, "140",
                        HistoryLine.HIGH, "160.2512",
                        HistoryLine.TARGET, "106.8583")),
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "b",
                        HistoryLine.NAME, "other",
                        HistoryLine.VERDICT, "not-saturated",
                        HistoryLine.AT_LEAST, "60.5555")),
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "c",
                        HistoryLine.NAME, "other",
                        HistoryLine.VERDICT, "unconverged",
                        HistoryLine.CAPACITY, "59.04")),
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "d",
                        HistoryLine.NAME, "other",
                        HistoryLine.VERDICT, "no-verdict",
                        HistoryLine.ANSWERED, "true")),
                SampleHistory.line(Map.of(HistoryLine.RUN, "e", HistoryLine.VERDICT, "a word of the future")));

        assertEquals(
                List.of("e", "other", "other", "other", "models.example.com/&lt;score&gt;"),
                page.all("headroom.html\">(.*?)</a>"));
        assertEquals(
                List.of(
                        "No answer (a word of the future)",
                        "Done",
                        "No answer (unconverged)",
                        "Lower bound (not-saturated)",
                        "Answer (saturated)"),
                page.all("data-name=\"answer\">(.*?)</td>"));
        assertEquals(
                List.of("", "", "59.0, not certain", "at least 60.6", "152.7"),
                page.all("data-name=\"capacity, req/s\">(.*?)</td>"));
        assertEquals(
                "140.0 to 160.3",
                page.all("data-name=\"95 % interval\">(.*?)</td>").get(4));
        assertEquals("106.9", page.all("data-name=\"target, req/s\">(.*?)</td>").get(4));
        assertEquals(
                "2026-11-28 22:25",
                page.all("data-name=\"started, UTC\">(.*?)</td>").get(4));
        assertEquals(List.of("5 runs of 3 services"), page.all("class=\"subtitle\">(.*?)</p>"));
    }

    @Test
    void rowWithoutAnAnswerSaysWhyAndOneOfAFullMachineIsMarked() {
        PageText page = page(
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "a",
                        HistoryLine.VERDICT, "no-verdict",
                        HistoryLine.REASON, "HTTP 404: nothing at <this> path.")),
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "b",
                        HistoryLine.VERDICT, "saturated",
                        HistoryLine.ANSWERED, "true",
                        HistoryLine.CAPACITY, "152.6547",
                        HistoryLine.MACHINE_FULL, "true")),
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "c",
                        HistoryLine.VERDICT, "no-verdict",
                        HistoryLine.REASON, "the endpoint fails",
                        HistoryLine.MACHINE_FULL, "true")));

        assertEquals(
                List.of("No answer (no-verdict)", "Answer, may be too low (saturated)", "No answer (no-verdict)"),
                page.all("data-name=\"answer\">(.*?)</td>"));
        assertEquals(
                List.of(
                        "The CPU of the machine was full. The endpoint fails",
                        "The CPU of the machine was full.",
                        "HTTP 404: nothing at &lt;this&gt; path."),
                page.all("class=\"why\">(.*?)</span>"));
        assertThat(page.body()).contains("is-doubtful");
    }

    @Test
    void eachWorkloadHasATrendOfItsOwn() throws Exception {
        PageText page = page(
                line("a", "Single", "240", "11aaaaaaaaaa"),
                line("b", "Single", "", "11aaaaaaaaaa"),
                line("c", "Single", "300", "22bbbbbbbbbb"),
                line("d", "Single", "241.16", "11aaaaaaaaaa"),
                named("e", "other service", "700", "11aaaaaaaaaa"),
                line("f", "Single", "310", "22bbbbbbbbbb"));

        assertEquals(List.of("trend-a", "trend-b"), page.charts());
        assertEquals(
                "[[3.0,300.0,230.0,250.0],[6.0,310.0,230.0,250.0]]",
                page.chart("trend-a").get("rows").toString());
        assertEquals(
                "[[1.0,240.0,230.0,250.0],[4.0,241.16,230.0,250.0]]",
                page.chart("trend-b").get("rows").toString());
        assertThat(page.body())
                .contains("Single, workload 11aaaaaa. The latest capacity is 241.2 req/s, of run no. 4. ");
    }

    @Test
    void standInsOfOneFingerprintAreToldApartByTheirNames() {
        assertEquals(
                List.of("trend-a", "trend-b"),
                page(
                                named("a", "stand-in 12 pods", "240", "11"),
                                named("b", "stand-in 4 pods", "80", "11"),
                                named("c", "stand-in 12 pods", "241", "11"),
                                named("d", "stand-in 4 pods", "81", "11"))
                        .charts());
    }

    @Test
    void lowerBoundsAndEstimatesAreNoCapacitiesOfTheTrend() throws Exception {
        PageText page = page(
                line("a", "Single", "saturated", "240", "11"),
                line("b", "Single", "interrupted", "90", "11"),
                SampleHistory.line(Map.of(
                        HistoryLine.RUN, "c",
                        HistoryLine.NAME, "service",
                        HistoryLine.SIMULATION, "Single",
                        HistoryLine.VERDICT, "injector-bound",
                        HistoryLine.CAPACITY, "80",
                        HistoryLine.AT_LEAST, "120",
                        HistoryLine.FINGERPRINT, "11")),
                line("d", "Single", "interrupted", "95", "11"));

        JsonNode chart = page.chart("trend-a");
        assertEquals(
                List.of("capacity, req/s", "at least, req/s", "interrupted, not proven", "lower bound", "upper bound"),
                chart.get("series").findValuesAsText("label"));
        assertEquals(
                List.of("first", "at-least", "unproven", "low", "high"),
                chart.get("series").findValuesAsText("style"));
        assertEquals(
                "[[1.0,240.0,null,null,230.0,250.0],[2.0,null,null,90.0,null,null],"
                        + "[3.0,null,120.0,null,null,null],[4.0,null,null,95.0,null,null]]",
                chart.get("rows").toString());
        assertThat(page.body()).contains("did not prove their capacity: 2 interrupted.");
    }

    @Test
    void trendOfEstimatesAloneSaysThatNoneIsProven() throws Exception {
        PageText page = page(line("a", "Single", "unconverged", "240", "11"), line("b", "Single", "", "90", "11"));

        assertEquals(
                List.of(
                        "capacity, req/s",
                        "no-verdict, not proven",
                        "unconverged, not proven",
                        "lower bound",
                        "upper bound"),
                page.chart("trend-a").get("series").findValuesAsText("label"));
        assertThat(page.body()).contains("No run has proven its capacity.");
    }

    @Test
    void thirteenthWorkloadIsLeftToTheTable() {
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            lines.add(named("run" + i, "service " + i % 13, "24" + i, "11"));
        }

        PageText page = PageText.of(IndexPage.of(lines, file -> true));

        assertEquals(12, page.charts().size());
        assertThat(page.all("<h3>(.*?)</h3>")).startsWith("service 12").doesNotContain("service 0");
        assertEquals(26, page.all("(/headroom.html\">)").size());
    }

    @Test
    void oneRunIsNoTrend() {
        assertEquals(
                List.of(),
                page(line("a", "s", "240", "11"), line("b", "s", "", "11")).charts());
    }

    @Test
    void hostileFolderNameStaysText() {
        String html = page(
                        named("<img src=x onerror=alert(1)>", "<b>", "240", "11"),
                        named("<img src=x onerror=alert(2)>", "<b>", "240", "11"))
                .html();

        assertThat(html).doesNotContain("<img");
        assertThat(html).as("shown").contains("\"folder\">&lt;img src=x onerror=alert(1)&gt;</span>");
        assertThat(html).as("nor the name of a run").doesNotContain("<b>");
    }

    private static PageText page(HistoryLine... lines) {
        return PageText.of(IndexPage.of(List.of(lines), file -> true));
    }

    private static HistoryLine line(String run, String simulation, String capacity, String fingerprint) {
        return line(run, simulation, "saturated", capacity, fingerprint);
    }

    private static HistoryLine named(String run, String name, String capacity, String fingerprint) {
        return line(run, name, "Single", "saturated", capacity, fingerprint);
    }

    private static HistoryLine line(
            String run, String simulation, String verdict, String capacity, String fingerprint) {
        return line(run, "service", simulation, verdict, capacity, fingerprint);
    }

    private static HistoryLine line(
            String run, String name, String simulation, String verdict, String capacity, String fingerprint) {
        return SampleHistory.line(Map.of(
                HistoryLine.RUN, run,
                HistoryLine.NAME, name,
                HistoryLine.SIMULATION, simulation,
                HistoryLine.VERDICT, verdict,
                HistoryLine.CAPACITY, capacity,
                HistoryLine.LOW, "230",
                HistoryLine.HIGH, "250",
                HistoryLine.FINGERPRINT, fingerprint));
    }
}
