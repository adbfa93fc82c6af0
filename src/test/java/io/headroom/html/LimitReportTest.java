package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.gate.Figure;
import io.headroom.gate.RunFigures;
import io.headroom.load.Limit;
import io.headroom.report.RunReport;
import io.headroom.report.json.ResultDocument;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.SizingReport;
import io.headroom.saturation.CallersUnderLimit;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.LimitResult.KeptNowhere;
import io.headroom.saturation.LimitResult.KeptThroughout;
import io.headroom.saturation.LimitResult.RateUnderLimit;
import io.headroom.saturation.UnderLimit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run found out about a limit, in its sentences, page, JSON, gates and sizing. Its capacity is 240 req/s. */
class LimitReportTest {

    private static final Limit P95 = Limit.ofLatency(100, 95);
    private static final RateUnderLimit RATE = new RateUnderLimit(70.3, 68.1, 72.6, true, 9);

    private static RunReport report(Optional<LimitResult> result, boolean injectorBound) throws Exception {
        return SampleReport.ofCallersUnder(
                20,
                new UnderLimit(List.of(P95), P95, result, injectorBound, Optional.of(new CallersUnderLimit(5, 100))));
    }

    private static RunReport report(LimitResult result) throws Exception {
        return report(Optional.of(result), false);
    }

    private static String line(RunReport report) {
        return ConsoleReport.sentences(report).stream()
                .filter(line -> line.startsWith("Under the limit"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(RunReport report) throws Exception {
        return new ObjectMapper()
                .readTree(ResultDocument.of("run", report.findings(), report.sized(), Optional.empty())
                        .json());
    }

    private static String page(RunReport report) {
        return new String(HtmlReport.of(report, List.of()), StandardCharsets.UTF_8);
    }

    @Test
    void bothCapacitiesStandBesideEachOtherAndTheTargetSaysWhichItFollowsFrom() throws Exception {
        List<String> sentences = ConsoleReport.sentences(report(RATE));

        assertThat(sentences.get(0)).startsWith("Saturated at 240.0 req/s");
        assertThat(sentences.get(1))
                .isEqualTo(
                        "Under the limit (p95 ≤ 100 ms): 70.3 req/s (95 % confidence: 68.1 to 72.6). 5 callers kept it"
                                + " and got 100.0 req/s, which is no rate to promise: callers wait for answers, and send less when"
                                + " these are slow.");
        assertThat(sentences.get(2))
                .startsWith("Run it at 168.0 req/s (70 % of the capacity under the limit), measured");
    }

    @Test
    void everyEndOfTheSearchHasItsWords() throws Exception {
        assertThat(line(report(new RateUnderLimit(70, 55, 90, false, 9))))
                .contains("about 70.0 req/s (95 % confidence: 55.0 to 90.0); raise headroom.limit.duration.");
        assertThat(line(report(new KeptThroughout(232.8, 220, 3))))
                .contains("it is kept up to 232.8 req/s, the highest rate that was offered.");
        assertThat(line(report(new KeptNowhere(12, 13, 3)))).contains("none: it is missed even at 12.0 req/s.");
        assertThat(line(report(Optional.empty(), true))).contains("not known, because the injector limited the steps");
        assertThat(line(report(Optional.empty(), false))).contains("not known, because the run ended before.");
    }

    @Test
    void limitThatDoesNotBindLeavesTheTargetToTheCapacity() throws Exception {
        assertThat(ConsoleReport.sentences(report(new KeptThroughout(232.8, 220, 3)))
                        .get(2))
                .startsWith("Run it at 168.0 req/s (70 % of the capacity), measured");
    }

    @Test
    void ofTwoLimitsTheOneThatBindsIsNamed() throws Exception {
        Limit failures = Limit.ofFailures(0.001);
        RunReport report = SampleReport.ofCallersUnder(
                20, new UnderLimit(List.of(P95, failures), failures, Optional.of(RATE), false, Optional.empty()));

        assertThat(line(report))
                .isEqualTo(
                        "Under the limit (p95 ≤ 100 ms and at most 0.1 % failed): 70.3 req/s (95 % confidence: 68.1 to"
                                + " 72.6). Of the two it is \"at most 0.1 % failed\" that allows no more.");
        JsonNode limit = json(report).get("limit");
        assertEquals(0.05, limit.get("allowedShare").asDouble());
        assertEquals(0.001, limit.get("failedShare").asDouble());
        assertEquals("failed-share", limit.get("binding").asText());
    }

    @Test
    void limitsThatAreKeptThroughoutAllowMore() throws Exception {
        RunReport report = SampleReport.ofCallersUnder(
                20,
                new UnderLimit(
                        List.of(P95, Limit.ofFailures(0.001)),
                        P95,
                        Optional.of(new KeptThroughout(232.8, 220, 3)),
                        false,
                        Optional.empty()));

        assertThat(line(report)).doesNotContain("Of the two").contains("kept up to 232.8");
        assertThat(json(report).get("limit").has("binding")).isFalse();
    }

    @Test
    void limitWithoutARateGivesNoTarget() throws Exception {
        JsonNode nowhere = json(report(new KeptNowhere(12, 13, 3))).get("limit");
        JsonNode unknown = json(report(Optional.empty(), true)).get("limit");

        assertThat(nowhere.get("givesTarget").asBoolean()).isFalse();
        assertEquals("latency", nowhere.get("binding").asText());
        assertThat(unknown.get("givesTarget").asBoolean()).isFalse();
        assertThat(unknown.has("binding")).isFalse();
    }

    @Test
    void documentHasTheLimitAndTheRate() throws Exception {
        assertEquals(
                new ObjectMapper()
                        .readTree(
                                "{\"latencyMillis\": 100, \"percentile\": 95.0, \"allowedShare\": 0.05, \"found\": \"found\", \"binding\": \"latency\","
                                        + "\"ratePerSecond\": 70.3, \"confidence95\": {\"lowPerSecond\": 68.1, \"highPerSecond\": 72.6},"
                                        + "\"callers\": 5, \"callersGoodputPerSecond\": 100.0, \"givesTarget\": true}"),
                json(report(RATE)).get("limit"));
    }

    @Test
    void boundIsNoInterval() throws Exception {
        JsonNode kept = json(report(new KeptThroughout(232.8, 220, 3))).get("limit");
        JsonNode missed = json(report(new KeptNowhere(12, 13, 3))).get("limit");

        assertEquals("kept-throughout", kept.get("found").asText());
        assertEquals(232.8, kept.get("ratePerSecond").asDouble());
        assertThat(kept.has("confidence95")).isFalse();
        assertEquals("kept-nowhere", missed.get("found").asText());
        assertThat(missed.has("ratePerSecond")).isFalse();
        assertThat(json(SampleReport.ofCallers(20)).has("limit")).isFalse();
    }

    @Test
    void pageShowsTheRateInItsHeadAndTheLimitInItsChartsOfLatency() throws Exception {
        String page = page(report(RATE));

        assertThat(page).contains("<span class=\"name\">With p95 ≤ 100 ms</span>");
        assertThat(page).contains("<span class=\"value\">70.3<span class=\"unit\"> req/s</span></span>");
        assertThat(page).contains("70 % of the capacity under the limit");
        assertThat(page.split("limit: p95 ≤ 100 ms", -1).length - 1)
                .as("by load, by goodput, and over time, each in the chart and in its legend")
                .isGreaterThanOrEqualTo(3);
        assertThat(page).contains("under the limit: 70.3 req/s");
        assertThat(page(SampleReport.ofCallers(20))).doesNotContain("under the limit");
    }

    @Test
    void gateKnowsTheRateOrABoundOrWhatIsMissing() throws Exception {
        assertEquals(new Figure.Known(70.3, 68.1, 72.6), underLimit(report(RATE)));
        assertEquals(
                new Figure.Known(232.8, 220, Double.POSITIVE_INFINITY),
                underLimit(report(new KeptThroughout(232.8, 220, 3))));
        assertEquals(new Figure.Known(0, 0, 13), underLimit(report(new KeptNowhere(12, 13, 3))));
        assertThat(underLimit(report(Optional.empty(), true))).isInstanceOf(Figure.Missing.class);
        assertEquals(
                new Figure.Missing("no limit is set", "headroom.limit.latency or headroom.limit.failed-share"),
                underLimit(SampleReport.ofCallers(20)));
    }

    private static Figure underLimit(RunReport report) {
        return RunFigures.of(report.findings()).underLimit();
    }

    /** 70 % of 70.3 req/s, measured on 12 pods, takes 12 pods, which are 6 CPU: {@code (4 − 0.7) × 3 − 3.9 = 6}. */
    @Test
    void sizingCountsWithTheSmallerCapacityAndSaysSo() throws Exception {
        SizingReport sizing = new SizingReport(report(RATE).sized().orElseThrow());

        assertEquals(0.7 * 70.3, sizing.sizing().wantedPerSecond(), 1e-9);
        assertThat(sizing.ways())
                .extracting(SizingReport.Way::result)
                .contains("12 pods on 3 nodes by capacity under the limit, pods at 70 % of it");
        assertThat(report(new KeptNowhere(12, 13, 3)).sized()).isEmpty();
    }
}
