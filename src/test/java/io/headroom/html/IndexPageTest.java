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

        assertEquals(List.of("b", "a"), page.all("<a href=\"[ab]/headroom.html\">(.)</a>"));
        assertEquals("2", page.all("data-name=\"no.\">(\\d)</td>").get(0));
        assertThat(page.body()).contains(">250.3</td>");
    }

    @Test
    void runWhosePageIsGoneIsNotLinkedTo() {
        PageText page = PageText.of(IndexPage.of(List.of(line("a", "s", "240", "11")), file -> false));

        assertThat(page.html()).doesNotContain("href=\"a/");
        assertThat(page.body()).contains(">a</th>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void nameThatIsNoFolderIsNotLinkedTo(String name) {
        assertThat(page(line(name, "s", "240", "11")).body()).doesNotContain("headroom.html");
    }

    @Test
    void trendKeepsWorkloadsApart() throws Exception {
        JsonNode chart = page(
                        line("a", "Single", "240", "11aaaaaaaaaa"),
                        line("b", "Single", "", "11aaaaaaaaaa"),
                        line("c", "Single", "300", "22bbbbbbbbbb"),
                        line("d", "Single", "241", "11aaaaaaaaaa"))
                .chart("capacity-by-run");

        assertEquals(
                List.of("Single 11aaaaaa", "Single 22bbbbbb", "lower bound", "upper bound"),
                chart.get("series").findValuesAsText("label"));
        assertEquals(
                "[[1.0,240.0,null,230.0,250.0],[3.0,null,300.0,230.0,250.0],[4.0,241.0,null,230.0,250.0]]",
                chart.get("rows").toString());
    }

    @Test
    void estimateThatProvesNothingIsNoCapacityOfTheTrend() throws Exception {
        PageText page = page(
                line("a", "Single", "saturated", "240", "11"),
                line("b", "Single", "interrupted", "90", "11"),
                line("c", "Single", "injector-bound", "120", "11"),
                line("d", "Single", "interrupted", "95", "11"));

        JsonNode chart = page.chart("capacity-by-run");
        assertEquals(
                List.of(
                        "Single 11",
                        "injector-bound, not proven",
                        "interrupted, not proven",
                        "lower bound",
                        "upper bound"),
                chart.get("series").findValuesAsText("label"));
        assertEquals(
                List.of("first", "unproven", "unproven", "low", "high"),
                chart.get("series").findValuesAsText("style"));
        assertEquals(
                "[[1.0,240.0,null,null,230.0,250.0],[2.0,null,null,90.0,null,null],"
                        + "[3.0,null,120.0,null,null,null],[4.0,null,null,95.0,null,null]]",
                chart.get("rows").toString());
        assertThat(page.body()).contains("The latest capacity is 240 req/s, of Single 11.");
        assertThat(page.body()).contains("did not prove their capacity: 1 injector-bound, 2 interrupted.");
    }

    @Test
    void trendOfEstimatesAloneSaysThatNoneIsProven() throws Exception {
        PageText page = page(line("a", "Single", "unconverged", "240", "11"), line("b", "Single", "", "90", "11"));

        assertEquals(
                List.of("no-verdict, not proven", "unconverged, not proven", "lower bound", "upper bound"),
                page.chart("capacity-by-run").get("series").findValuesAsText("label"));
        assertThat(page.body()).contains("<p>No run has proven its capacity.");
    }

    @Test
    void fifthWorkloadIsLeftToTheTable() throws Exception {
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            lines.add(line("run" + i, "Single", "24" + i, i + "0000000"));
        }

        PageText page = PageText.of(IndexPage.of(lines, file -> true));

        assertEquals(4, page.chart("capacity-by-run").get("rows").size());
        assertEquals(5, page.all("(/headroom.html\">)").size());
    }

    @Test
    void withoutACapacityThereIsNoTrend() {
        assertEquals(List.of(), page(line("a", "s", "", "11")).charts());
    }

    @Test
    void hostileFolderNameStaysText() {
        String html =
                page(line("<img src=x onerror=alert(1)>", "<b>", "240", "11")).html();

        assertThat(html).doesNotContain("<img");
        assertThat(html).as("shown").contains(">&lt;img src=x onerror=alert(1)&gt;</a>");
        assertThat(html).as("nor that of a simulation").doesNotContain("<b>");
    }

    private static PageText page(HistoryLine... lines) {
        return PageText.of(IndexPage.of(List.of(lines), file -> true));
    }

    private static HistoryLine line(String run, String simulation, String capacity, String fingerprint) {
        return line(run, simulation, "saturated", capacity, fingerprint);
    }

    private static HistoryLine line(
            String run, String simulation, String verdict, String capacity, String fingerprint) {
        return SampleHistory.line(Map.of(
                HistoryLine.RUN, run,
                HistoryLine.SIMULATION, simulation,
                HistoryLine.VERDICT, verdict,
                HistoryLine.CAPACITY, capacity,
                HistoryLine.LOW, "230",
                HistoryLine.HIGH, "250",
                HistoryLine.FINGERPRINT, fingerprint));
    }
}
