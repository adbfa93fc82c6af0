package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.report.table.HistoryLine;
import io.headroom.runlog.ScriptedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** How one chart behaves in a real browser. */
@ExtendWith(SharedChromium.class)
@ResourceLock(SharedChromium.LOCK)
class ChartBrowserTest {

    private static final int WIDE = 1400;
    private static final int NARROW = 390;
    private static final int HEIGHT = 900;
    private static final String REDRAWN =
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    /** The rows of a chart's table, as its readout is to tell them. */
    private static final String ROWS_IN_WORDS = """
            (() => {
              const figure = document.getElementById('%s').parentElement;
              const names = [...figure.querySelectorAll('thead th')].map(cell => cell.textContent);
              return [...figure.querySelectorAll('tbody tr')].map(row => [...row.children]
                .map((cell, i) => cell.textContent && names[i] + ' ' + cell.textContent).filter(text => text).join(' \u00b7 '));
            })()""";

    /** The share of pixels that are not empty: of the plot, and of what is above it. */
    private static final String INKED = """
            (() => {
              const chart = headroomCharts['%s'];
              const { left, top, width, height } = chart.bbox;
              const share = (x, y, w, h) => {
                const pixels = chart.ctx.getImageData(x, y, w, h).data;
                return pixels.filter((value, i) => i %% 4 === 3 && value > 0).length / (w * h);
              };
              return { plot: share(left, top, width, height), above: share(left + 20, 0, width - 40, top - 3) };
            })()""";

    /** Whether a series is drawn in the middle of each row's stretch and nowhere in the middle between two; there are such gaps. */
    private static final String LINES_AND_GAPS = """
            (() => {
              const chart = headroomCharts['%s'];
              const series = %d;
              const [starts, ends, values] = [0, 1, series].map(i => chart.data[i]);
              const colour = chart.series[series].stroke().match(/[0-9a-f]{2}/g).map(hex => parseInt(hex, 16));
              const isDrawn = (from, to) => {
                const [a, b] = [from, to].map(x => Math.round(chart.valToPos(x, 'x', true)));
                const pixels = chart.ctx.getImageData(a + 2, chart.bbox.top, b - a - 4, chart.bbox.height).data;
                return pixels.some((value, i) => i %% 4 === 0 && pixels[i + 3] > 200
                  && colour.every((part, k) => Math.abs(pixels[i + k] - part) < 40));
              };
              const gaps = ends.slice(0, -1).map((end, i) => [end, starts[i + 1]]).filter(([from, to]) => to > from);
              return gaps.length > 0 && gaps.every(([from, to]) => !isDrawn(from, to))
                && starts.every((start, i) => values[i] === null || isDrawn(start, ends[i]));
            })()""";

    private final Chromium chromium;

    @TempDir
    private Path folder;

    private Tab tab;

    ChartBrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeEach
    void open() throws Exception {
        tab = chromium.tab(WIDE, HEIGHT, false);
    }

    @Test
    void arrowKeysReadEveryRowOfEveryChartOnce() throws Exception {
        open(HtmlReport.of(scripted(), List.of()));
        assertTrue(
                tab.value("headroomCharts['latency-by-goodput'].data[0].some((x, i, all) => x === all[i + 1])")
                        .asBoolean(),
                "several rows of the same x, or this test shows nothing");

        for (JsonNode id : tab.value("Object.keys(headroomCharts)")) {
            List<String> rows = texts(ROWS_IN_WORDS.formatted(id.asText()));
            focus(id.asText());

            assertEquals(rows, walk(id.asText(), "Home", "ArrowRight", rows.size()), id.asText());
            List<String> back = walk(id.asText(), "End", "ArrowLeft", rows.size());
            Collections.reverse(back);
            assertEquals(rows, back, id.asText());
        }
    }

    @Test
    void arrowKeysStayInTheChart() throws Exception {
        open(page(shared()));
        focus("c");

        assertEquals("load 3 \u00b7 goodput 30", last(walk("c", "ArrowLeft", "ArrowRight", 3)), "the last");
        assertEquals("load 1 \u00b7 goodput 10", last(walk("c", "Home", "ArrowLeft", 3)), "the first");
    }

    @Test
    void keysMarkTheirRowAndGoOnFromTheMouse() throws Exception {
        open(page(shared()));

        moveTo(2);
        focus("c");
        assertThat(readout("c")).startsWith("load 2 ");
        tab.press("End");
        tab.press("ArrowLeft");

        assertEquals("load 2 \u00b7 goodput 22", readout("c"));
        assertEquals(
                tab.value("Math.round(headroomCharts.c.valToPos(22, 'y'))").asInt(),
                tab.value(
                                "Math.round(new DOMMatrix(getComputedStyle(document.querySelector('.u-cursor-pt')).transform).f)")
                        .asInt(),
                "pixels from the top of the plot to the mark");
    }

    @Test
    void onlyWhatKeysReadIsSpoken() throws Exception {
        open(page(shared()));
        String spoken = "document.querySelector('[aria-live]').textContent";

        assertEquals(
                "application", tab.value("document.getElementById('c').role").asText(), "which gets keys");
        moveTo(1);
        assertEquals("load 1 \u00b7 goodput 10", readout("c"));
        assertEquals("", tab.value(spoken).asText());
        focus("c");
        tab.press("End");
        assertEquals("5 of 5: load 3 \u00b7 goodput 30", tab.value(spoken).asText());
        moveTo(2);
        assertEquals("", tab.value(spoken).asText());
    }

    @Test
    void redrawnChartStillSaysWhatKeysReadButNotWhereTheMouseWas() throws Exception {
        open(page(shared()));
        focus("c");
        walk("c", "Home", "ArrowRight", 3);

        tab.size(NARROW, HEIGHT);
        tab.value(REDRAWN);

        assertEquals("load 2 \u00b7 goodput 21", readout("c"));
        assertEquals(
                tab.value("Math.round(headroomCharts.c.valToPos(2, 'x'))").asInt(),
                tab.value("Math.round(headroomCharts.c.cursor.left)").asInt(),
                "the line");
        moveTo(3);
        tab.dark(true);
        tab.value(REDRAWN);
        assertEquals("", readout("c"));
    }

    @Test
    void intervalOfAnySizeLeavesTheDataReadable() throws Exception {
        open(HtmlReport.of(SampleReport.ofCallersWithin(15, 0.01, 1_660_000), List.of()));

        assertWithin(0, 270, "goodput-by-load", "y");
        assertWithin(0, 270, "latency-by-goodput", "x");
        assertWithin(200, 270, "goodput-by-round", "y");
        for (String id : List.of("goodput-by-load", "latency-by-goodput", "goodput-by-round")) {
            JsonNode inked = tab.value(INKED.formatted(id));
            assertTrue(inked.get("plot").asDouble() > 0.95, id + ": the band fills the plot: " + inked);
            assertEquals(0, inked.get("above").asDouble(), id + ": and ends with it");
        }
    }

    @Test
    void intervalOfAnySizeLeavesTheTrendReadable() throws Exception {
        open(IndexPage.of(
                List.of(
                        line("a", "saturated", 240, 231, 249),
                        line("b", "saturated", 243, 0.01, 1_660_000),
                        line("c", "saturated", 241, 232, 250)),
                file -> true));

        assertWithin(220, 262, "trend-a", "y");
        JsonNode inked = tab.value(INKED.formatted("trend-a"));
        assertEquals(0, inked.get("above").asDouble(), "the line of the interval ends with the plot");
        assertEquals(
                "[true,true,false]",
                tab.value("""
                [[2, 'max'], [2, 'min'], [1, 'max']].map(([run, end]) => {
                  const chart = headroomCharts['trend-a'];
                  const { min, max } = chart.scales.y;
                  const y = chart.valToPos(end === 'max' ? max - (max - min) / 50 : min + (max - min) / 50, 'y', true);
                  const pixel = chart.ctx.getImageData(chart.valToPos(run, 'x', true), y, 1, 1).data;
                  return pixel[3] > 200 && pixel[0] < 200;
                })""").toString(),
                "it goes from end to end of the plot; usual ones do not");
    }

    @Test
    void intervalsOfUsualSizeAreShownWhole() throws Exception {
        open(IndexPage.of(
                List.of(line("a", "saturated", 239.8, 222.7, 258.3), line("b", "saturated", 240.1, 223, 258.6)),
                file -> true));

        assertTrue(tab.value(
                        "headroomCharts['trend-a'].scales.y.min < 222.7 && headroomCharts['trend-a'].scales.y.max > 258.6")
                .asBoolean());
    }

    @Test
    void nothingIsDrawnWhereNothingWasMeasured() throws Exception {
        open(HtmlReport.of(scripted(), List.of()));
        assertTrue(tab.value(LINES_AND_GAPS.formatted("offered-over-time", 2)).asBoolean(), "offered-over-time");
        assertTrue(tab.value(LINES_AND_GAPS.formatted("readiness-over-time", 2)).asBoolean(), "readiness-over-time");

        open(HtmlReport.of(SampleReport.ofCallers(15), List.of()));
        assertTrue(tab.value(LINES_AND_GAPS.formatted("injector-over-time", 2)).asBoolean(), "injector-over-time");
    }

    @Test
    void endOfAStepIsNoPointOfTheChart() throws Exception {
        open(HtmlReport.of(SampleReport.ofCallers(15), List.of()));
        focus("injector-over-time");
        tab.press("Home");
        for (int i = 0; i < 3; i++) {
            tab.press("ArrowRight");
        }

        assertEquals(
                4,
                tab.value("document.querySelectorAll('#injector-over-time .u-cursor-pt:not(.u-off)').length")
                        .asInt(),
                "marks: CPU, garbage collection, files, timers; not at 20, the end");
    }

    private RunReport scripted() throws Exception {
        return RunReport.of(ReportedRun.written(Files.createDirectory(folder.resolve("run")), ScriptedRun.saturated()));
    }

    private static byte[] page(Chart chart) {
        HtmlSection section = new HtmlSection("s", "Section", List.of(ChartFigure.of(chart)));
        return new Page("Page", "of one chart", List.of(), List.of(section)).bytes();
    }

    /** Five rows, three of them at the same place. */
    private static Chart shared() {
        return new Chart(
                "c",
                "Heading",
                "Summary.",
                new Chart.Axes("load", "goodput"),
                Chart.Shape.LINES,
                List.of(new Chart.Series("goodput", SeriesStyle.GOODPUT)),
                List.of(),
                List.of(
                        Chart.ChartRow.of(1, 10),
                        Chart.ChartRow.of(2, 20),
                        Chart.ChartRow.of(2, 21),
                        Chart.ChartRow.of(2, 22),
                        Chart.ChartRow.of(3, 30)));
    }

    private static HistoryLine line(String run, String verdict, double capacity, double low, double high) {
        return SampleHistory.line(Map.of(
                HistoryLine.RUN, run,
                HistoryLine.SIMULATION, "Single",
                HistoryLine.VERDICT, verdict,
                HistoryLine.CAPACITY, capacity,
                HistoryLine.LOW, low,
                HistoryLine.HIGH, high,
                HistoryLine.FINGERPRINT, "11aabbccdd"));
    }

    private void open(byte[] page) throws Exception {
        tab.open(Files.write(folder.resolve("page.html"), page));
    }

    private void focus(String id) throws Exception {
        tab.value("document.getElementById('" + id + "').focus()");
    }

    /** Moves the mouse to that load of the chart that is alone in its page. */
    private void moveTo(double load) throws Exception {
        String box = "headroomCharts.c.over.getBoundingClientRect()";
        tab.move(
                tab.value(box + ".left + headroomCharts.c.valToPos(" + load + ", 'x')")
                        .asDouble(),
                tab.value(box + ".top + 20").asDouble());
    }

    /** What is read after the first key, and after each further one. */
    private List<String> walk(String id, String first, String further, int rows) throws Exception {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            tab.press(i == 0 ? first : further);
            read.add(readout(id));
        }
        return read;
    }

    private static String last(List<String> texts) {
        return texts.get(texts.size() - 1);
    }

    private String readout(String id) throws Exception {
        return tab.value("document.getElementById('" + id + "').parentElement.querySelector('.readout').textContent")
                .asText();
    }

    private List<String> texts(String expression) throws Exception {
        List<String> texts = new ArrayList<>();
        tab.value(expression).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private void assertWithin(double least, double most, String id, String scale) throws Exception {
        JsonNode range =
                tab.value("(({ min, max }) => ({ min, max }))(headroomCharts['" + id + "'].scales." + scale + ")");
        assertTrue(
                range.get("min").asDouble() >= least && range.get("max").asDouble() <= most,
                id + " " + scale + ": " + range);
    }
}
