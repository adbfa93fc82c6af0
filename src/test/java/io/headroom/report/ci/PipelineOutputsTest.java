package io.headroom.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.gate.GateResult;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings.Inconclusive;
import io.headroom.gate.Gates;
import io.headroom.report.GatedRun;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.run.RefusedFileException;
import io.headroom.runlog.ScriptedRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a pipeline reads, each read by a program that is not ours. */
class PipelineOutputsTest {

    /** Mark-up, quotes, a control character that XML cannot hold, half a surrogate pair, Markdown, and right to left. */
    private static final String HOSTILE =
            "<script>alert(\"1\")</script> & ]]> 'x' \u0000\u001b \ud800 |a|`b`*c* \u202egnp\n# t ##vso[x] $y$";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "metrics.txt, notes on headroom_capacity",
        "junit.xml, <?xml version=\"1.0\"?><testsuites><testsuite name=\"mine\"/><!-- unlike headroom.gates --></testsuites>",
        "summary.md, as in ## Headroom: gates",
        "gates.json, '{\"about\" : [\"headroom-gates/1\"]}'"
    })
    void fileThatOnlyMentionsOneOfOursIsNotReplaced(String name, String text) throws Exception {
        GatedRun run = gated();
        assertEquals(GateFiles.write(run), GateFiles.write(run), "its own files are replaced");
        Path file = Files.writeString(run.report().folder().path().resolve(name), text);

        assertThrows(RefusedFileException.class, () -> GateFiles.write(run));

        assertEquals(text, Files.readString(file));
    }

    @Test
    void junitXmlHoldsATestCaseAGate() throws Exception {
        GatedRun run = gated(
                result("one", GateOutcome.PASS, ""),
                result("two", GateOutcome.FAIL, ""),
                result("three", GateOutcome.INCONCLUSIVE, "more rounds"));
        Document document = parsed(JunitXml.of(run));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);

        assertEquals("testsuites", document.getDocumentElement().getTagName());
        assertEquals("3 1 1 0", attributes(suite, "tests", "failures", "errors", "skipped"));
        assertEquals(
                "http://127.0.0.1:8080/score",
                ((Element) document.getElementsByTagName("property").item(1)).getAttribute("value"),
                "what was measured");
        assertEquals("two", nameOfParent(document, "failure"));
        assertEquals("three", nameOfParent(document, "error"));
        assertEquals(
                "more rounds", document.getElementsByTagName("error").item(0).getTextContent());
    }

    @Test
    void junitXmlWithoutGatesIsAnError() throws Exception {
        Document document = parsed(JunitXml.of(gated()));
        assertEquals(1, document.getElementsByTagName("testcase").getLength());
        assertEquals(1, document.getElementsByTagName("error").getLength());
    }

    @Test
    void hostileTextIsTextInXml() throws Exception {
        Document document = parsed(JunitXml.of(gated(result(HOSTILE, GateOutcome.FAIL, HOSTILE))));
        Element failure = (Element) document.getElementsByTagName("failure").item(0);

        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertThat(failure.getTextContent()).contains("<script>alert(\"1\")</script> & ]]> 'x'");
        assertThat(failure.getTextContent()).contains("\\u0000\\u001b \uFFFD |a|", "\\u202egnp # t # #vso[x]");
    }

    @Test
    void hostileTextIsTextInMarkdown() throws Exception {
        String markdown = MarkdownSummary.of(gated(result(HOSTILE, GateOutcome.FAIL, "")));
        String row = markdown.lines()
                .filter(line -> line.contains("alert"))
                .findFirst()
                .orElseThrow();

        assertThat(markdown).doesNotContain("<script");
        assertThat(row).contains("\\|a\\|\\`b\\`\\*c\\*", "u202egnp \\# t \\# \\#vso\\[x\\] \\$y\\$");
        assertEquals(6, row.replace("\\|", "").chars().filter(c -> c == '|').count(), row);
    }

    @Test
    void markdownIsCutBeforeItIsTooLongForAJobPage() throws Exception {
        List<GateResult> many =
                new ArrayList<>(Collections.nCopies(500, result("g", GateOutcome.INCONCLUSIVE, "x".repeat(5000))));
        String markdown = MarkdownSummary.of(gated(many.toArray(new GateResult[0])));
        assertTrue(markdown.length() <= MarkdownSummary.LONGEST, "length " + markdown.length());
        assertThat(markdown).endsWith("(cut short)\n");
    }

    /** Debian's python3-prometheus-client; {@code .ci/run} installs it. */
    @Test
    void openMetricsAreReadByPrometheusOwnParser() throws Exception {
        String script =
                "import sys;from prometheus_client.openmetrics.parser import text_string_to_metric_families as p;"
                        + "[print(s.name,sorted(s.labels.items()),s.value) for f in p(sys.stdin.read()) for s in f.samples]";
        Path metrics = Files.write(
                folder.resolve("metrics.txt"), OpenMetrics.of(gated(result("a\"b\\c\nd", GateOutcome.FAIL, ""))));
        Process python = python(script, metrics);
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(python.waitFor(30, TimeUnit.SECONDS));
        assumeTrue(
                !out.contains("ModuleNotFoundError"),
                "skipped: python3-prometheus-client is missing; on Debian: apt-get install python3-prometheus-client");
        assertEquals(0, python.exitValue(), out);
        assertThat(out).contains("headroom_capacity_requests_per_second [] 241.99");
        assertThat(out).contains("headroom_gate_failed [('gate', 'a\"b\\\\c\\nd')] 1.0");
        assertThat(out).contains("headroom_target_latency_seconds [('quantile', '0.95')] 0.05");
        assertThat(out).contains("headroom_failed_ratio [('kind', '503')] 0.1438");
    }

    private static Process python(String script, Path stdin) {
        try {
            Path debians = Path.of("/usr/bin/python3"); // another one on the path does not see Debian's packages
            return new ProcessBuilder(Files.exists(debians) ? debians.toString() : "python3", "-c", script)
                    .redirectInput(stdin.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "skipped: python3 is missing");
            throw new IllegalStateException(missing);
        }
    }

    private GatedRun gated(GateResult... results) throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(folder, ScriptedRun.saturated()));
        return new GatedRun(report, new Gates(List.of(results), Inconclusive.FAIL));
    }

    private static GateResult result(String name, GateOutcome outcome, String settles) {
        return new GateResult(name, outcome, "expected", "measured", settles);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String nameOfParent(Document document, String tag) {
        return ((Element) document.getElementsByTagName(tag).item(0).getParentNode()).getAttribute("name");
    }

    private static String attributes(Element element, String... names) {
        return String.join(
                " ", List.of(names).stream().map(element::getAttribute).toList());
    }
}
