package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.report.table.HistoryLine;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.BinaryLogWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser. With {@code -Dscreenshots=FOLDER} what it shows is kept there, to be looked at. */
@ExtendWith(SharedChromium.class)
@ResourceLock(SharedChromium.LOCK)
class BrowserTest {

    private static final int WIDE = 1400;
    private static final int NARROW = 390;
    private static final int HEIGHT = 900;

    /** Of each chart whether what uPlot has is what the table says. */
    private static final String TABLES_ARE_DRAWN = """
            [...document.querySelectorAll('figure')].map(figure => {
              const data = headroomCharts[figure.querySelector('.plot').id].data;
              const rows = [...figure.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent));
              const drawn = data[0].map((_, i) => data.map(column => column[i] === null ? '' : String(column[i])));
              return rows.length > 0 && JSON.stringify(rows) === JSON.stringify(drawn);
            })""";

    /** Of each series that has a value, how many pixels have its colour: antialiased edges of lines have another. */
    private static final String PIXELS_OF_EACH_SERIES = """
            Object.values(headroomCharts).flatMap(chart => chart.series.slice(1)
              .filter((series, i) => !['lower bound', 'upper bound', 'until, s'].includes(series.label) && !/^(least|largest) /.test(series.label) && chart.data[i + 1].some(value => value !== null))
              .map(series => {
                const colour = series.stroke().match(/[0-9a-f]{2}/g).map(hex => parseInt(hex, 16));
                const { width, height } = chart.ctx.canvas;
                const pixels = chart.ctx.getImageData(0, 0, width, height).data;
                let count = 0;
                for (let i = 0; i < pixels.length; i += 4) {
                  count += colour.every((value, k) => Math.abs(pixels[i + k] - value) < 40) && pixels[i + 3] > 100 ? 1 : 0;
                }
                return chart.root.parentElement.id + ' ' + series.label + ' ' + (count > 5 ? 'drawn' : 'NOT DRAWN');
              }))""";

    /** Texts that are cut off, or that lie over one another. */
    private static final String LAID_OUT_BADLY = """
            (() => {
              const seen = [...document.querySelectorAll('h1, h2, h3, p, li, .tile span, .cards th, .cards td, summary')]
                .filter(each => each.checkVisibility() && !each.closest('.scroll, .skip') && each.getBoundingClientRect().left > -50);
              const cut = seen.filter(each => {
                const box = each.getBoundingClientRect();
                return box.right > innerWidth + 1 || each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline';
              });
              const boxes = seen.filter(each => !each.children.length && each.textContent).map(each => [each, each.getBoundingClientRect()]);
              const over = boxes.filter(([a, one], i) => boxes.slice(i + 1).some(([b, other]) => !a.contains(b)
                && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
                && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2)).map(([a]) => a);
              return cut.concat(over).map(each => each.tagName + ': ' + each.textContent);
            })()""";

    private final Chromium chromium;

    @TempDir
    private Path folder;

    BrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @ParameterizedTest
    @CsvSource({
        "wide-light, 1400, false, 15",
        "wide-dark, 1400, true, 15",
        "narrow-light, 390, false, 15",
        "narrow-dark, 390, true, 15",
        "wide-light-40-steps, 1400, false, 40",
        "narrow-dark-40-steps, 390, true, 40"
    })
    void reportIsWholeAndReadable(String name, int width, boolean dark, int steps) throws Exception {
        Tab tab = chromium.tab(width, HEIGHT, dark);

        open(tab, HtmlReport.of(SampleReport.ofCallers(steps), List.of()));
        keep(tab, name);

        assertSound(tab);
        assertTrue(
                tab.value("[...document.querySelectorAll('.tile .value')].every(value =>"
                                + " value.getBoundingClientRect().bottom < innerHeight"
                                + " && parseFloat(getComputedStyle(value).fontSize) >= 32)")
                        .asBoolean(),
                "the two figures are large, and need no scrolling");
    }

    @Test
    void searchWithArrivalsIsDrawnByItsRates() throws Exception {
        Tab tab = chromium.tab(WIDE, HEIGHT, false);

        open(tab, HtmlReport.of(SampleReport.ofArrivals(20), List.of()));
        keep(tab, "arrivals");

        assertSound(tab);
        assertEquals(
                "offered, req/s",
                tab.value("headroomCharts['goodput-by-load'].axes[0].label").asText());
    }

    @Test
    void everyKindOfRunIsShown() throws Exception {
        Tab tab = chromium.tab(WIDE, HEIGHT, false);
        int number = 0;
        for (ScriptedRun run : List.of(
                ScriptedRun.saturated(),
                ScriptedRun.notSaturated(),
                ScriptedRun.fineTuning(),
                ScriptedRun.saturated().withoutEnd(),
                ScriptedRun.saturated().smokeFailed("client error: HTTP 404"))) {
            Path of = Files.createDirectory(folder.resolve("run" + number++));
            open(tab, HtmlReport.of(RunReport.of(ReportedRun.written(of, run)), List.of()));
            keep(tab, of.getFileName().toString());

            assertSound(tab);
        }
    }

    @Test
    void runOfAnotherSimulationIsShown() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("com.example.Checkout", "users");
        for (int i = 0; i < 3000; i++) {
            log.request(List.of("a & b"), "<b>", i * 10, i * 10 + 20, i < 2000 || i % 3 > 0, "status 503");
        }
        log.writeTo(folder);
        Tab tab = chromium.tab(NARROW, HEIGHT, false);

        open(tab, HtmlReport.of(RunReport.of(new RunFolder(folder)), List.of()));
        keep(tab, "foreign");

        assertSound(tab);
        assertTrue(
                tab.value("document.querySelectorAll('.steps tbody tr').length").asInt() > 0, "its steps");
    }

    @Test
    void hugeRunIsShownAtOnce() throws Exception {
        Tab tab = chromium.tab(WIDE, HEIGHT, false);

        open(tab, HtmlReport.of(SampleReport.ofRequests(100, 10_000_000), List.of()));
        keep(tab, "100-steps");

        assertSound(tab);
        System.out.println("100 steps and 10 million requests: loaded and drawn after "
                + tab.value("performance.getEntriesByType('navigation')[0].loadEventEnd")
                        .asInt() + " ms");
    }

    @Test
    void indexShowsTheTrend() throws Exception {
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add(line(
                    "singleclientsimulation-2026112" + i, "SingleClientSimulation", 240 + 3 * (i % 4), "11aabbccdd"));
        }
        lines.add(line("arrivalssimulation-20261125", "ArrivalsSimulation", 247, "99ffeeddcc"));
        lines.add(line("singleclientsimulation-20261126", "SingleClientSimulation", "interrupted", 229, "11aabbccdd"));
        lines.add(
                line("singleclientsimulation-20261127", "SingleClientSimulation", "injector-bound", 233, "11aabbccdd"));
        for (int width : new int[] {WIDE, NARROW}) {
            Tab tab = chromium.tab(width, HEIGHT, width == NARROW);

            open(tab, IndexPage.of(lines, file -> true));
            keep(tab, "index-" + width);

            assertSound(tab);
        }
    }

    @Test
    void hostileTextOfALogIsShownAsText() throws Exception {
        ScriptedRun run = ScriptedRun.saturated().by("x.Y<script>hacked=1</script>\"'\u202Etxt");
        Tab tab = chromium.tab(WIDE, HEIGHT, false);

        open(tab, HtmlReport.of(RunReport.of(ReportedRun.written(folder, run)), List.of()));

        assertSound(tab);
        assertEquals(
                1,
                tab.value("document.querySelectorAll('script:not([data-chart])').length")
                        .asInt(),
                "our own alone");
        String shown = "Y<script>hacked=1</script>\"'\\u202etxt";
        assertThat(tab.value("document.querySelector('.subtitle').textContent").asText())
                .as("below the heading")
                .startsWith(shown);
        assertThat(tab.value("document.querySelector('#verdict').textContent").asText())
                .as("in the verdict")
                .contains(shown);
        assertEquals("undefined", tab.value("typeof hacked").asText(), "and nothing of it ran");
    }

    @Test
    void chartsFollowTheColoursAndTheWidth() throws Exception {
        Tab tab = chromium.tab(WIDE, HEIGHT, false);
        open(tab, HtmlReport.of(SampleReport.ofCallers(15), List.of()));
        String stroke = "headroomCharts['goodput-by-load'].series[1].stroke()";
        String light = tab.value(stroke).asText();

        tab.dark(true);
        tab.size(NARROW, HEIGHT);
        tab.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        assertNotEquals(light, tab.value(stroke).asText());
        assertSound(tab);
    }

    @Test
    void reportCanBePrinted() throws Exception {
        Tab tab = chromium.tab(WIDE, HEIGHT, true);
        open(tab, HtmlReport.of(SampleReport.ofCallers(15), List.of()));
        Path pdf = folder.resolve("printed.pdf");

        tab.pdf(pdf);

        assertTrue(Files.size(pdf) > 20_000, "bytes of the PDF: " + Files.size(pdf));
        assertFalse(
                tab.value("document.documentElement.classList.contains('printing')")
                        .asBoolean(),
                "and is as before");
        assertSound(tab);
        Optional<Path> kept = kept();
        if (kept.isPresent()) {
            Files.write(kept.get().resolve("printed.pdf"), Files.readAllBytes(pdf));
        }
    }

    private void open(Tab tab, byte[] page) throws Exception {
        tab.open(Files.write(folder.resolve("page.html"), page));
    }

    /** No complaint, nothing loaded but the file, all charts drawn with what their tables say, nothing cut or overlaid. */
    private static void assertSound(Tab tab) throws Exception {
        assertEquals(List.of(), tab.complaints());
        assertTrue(tab.requests().stream().allMatch(url -> url.endsWith("/page.html")), tab.requests()::toString);
        for (JsonNode same : tab.value(TABLES_ARE_DRAWN)) {
            assertTrue(same.asBoolean(), "a chart has drawn something else than its table says");
        }
        for (JsonNode series : tab.value(PIXELS_OF_EACH_SERIES)) {
            assertThat(series.asText()).endsWith(" drawn");
        }
        assertEquals("[]", tab.value(LAID_OUT_BADLY).toString());
        assertTrue(
                tab.value("document.documentElement.scrollWidth <= innerWidth").asBoolean(), "wider than the screen");
    }

    private static Optional<Path> kept() {
        return Optional.ofNullable(System.getProperty("screenshots")).map(Path::of);
    }

    private static void keep(Tab tab, String name) throws Exception {
        Optional<Path> kept = kept();
        if (kept.isPresent()) {
            tab.screenshots(Files.createDirectories(kept.get()), name);
        }
    }

    private static HistoryLine line(String run, String simulation, double capacity, String fingerprint) {
        return line(run, simulation, "saturated", capacity, fingerprint);
    }

    private static HistoryLine line(
            String run, String simulation, String verdict, double capacity, String fingerprint) {
        return new HistoryLine(List.of(
                "2026-11-25T03:40:07Z",
                run,
                "models.example.com/score",
                simulation,
                verdict,
                "true",
                "" + capacity,
                "" + (capacity - 9),
                "" + (capacity + 10),
                verdict.equals("injector-bound") ? "" + capacity : "",
                "168",
                "167.8",
                "0.0004",
                "66",
                "true",
                fingerprint,
                "0.1.0",
                "" + verdict.equals("injector-bound"),
                verdict.equals("interrupted") ? "the run was stopped after 12 steps, ".repeat(8) : ""));
    }
}
