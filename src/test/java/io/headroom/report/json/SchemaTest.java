package io.headroom.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ReportedClients;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what the schema promises. */
class SchemaTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> runs() {
        ScriptedRun whole = ScriptedRun.saturated();
        List<ScriptedStep> failing = new ArrayList<>(whole.steps());
        failing.set(4, new ScriptedStep("05 round 1 up: 16 callers", 240, 60, "not ready: HTTP 502", 50, 2));
        return Stream.of(
                Arguments.of("saturated", "saturated", whole),
                Arguments.of("saturated by failures", "saturated", whole.with(failing)),
                Arguments.of("rate-limited", "rate-limited", ScriptedRun.rateLimited()),
                Arguments.of("not saturated", "not-saturated", ScriptedRun.notSaturated()),
                Arguments.of("capacity moved", "capacity-moved", ScriptedRun.moved()),
                Arguments.of("interrupted", "interrupted", interrupted()),
                Arguments.of("incomplete", "incomplete", whole.withoutEnd()),
                Arguments.of("smoke failed", "no-verdict", whole.smokeFailed("client error: HTTP 401")),
                Arguments.of("fine tuning", "no-verdict", ScriptedRun.fineTuning()),
                Arguments.of("foreign", "no-verdict", whole.by("com.example.Checkout")));
    }

    private static ScriptedRun interrupted() {
        ScriptedRun whole = ScriptedRun.saturated();
        return whole.with(whole.steps().subList(0, 12)).ended(Ending.INTERRUPTED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void documentOfARunIsValid(String name, String verdict, ScriptedRun run) throws Exception {
        String json = json(run);

        assertEquals(List.of(), problems(json), name);
        assertThat(json).contains("\"verdict\" : \"" + verdict + "\"");
    }

    /** 242 req/s in two rounds, and 160 since the hold, which is step 14. */
    @Test
    void capacityThatMovedHasItsFiguresBeforeAndAfter() throws Exception {
        JsonNode result = new ObjectMapper().readTree(json(ScriptedRun.moved()));

        JsonNode shift = result.get("capacityShift");
        assertThat(shift.get("beforePerSecond").asDouble()).isCloseTo(242, within(0.01));
        assertThat(shift.get("afterPerSecond").asDouble()).isCloseTo(160, within(0.01));
        assertThat(1000 * shift.get("atSeconds").asDouble())
                .isEqualTo(result.at("/steps/13/windowStartMillis").asDouble());
        assertThat(result.has("target")).isFalse();
        List<Boolean> before = new ArrayList<>();
        result.get("rounds")
                .forEach(round -> before.add(round.get("beforeChange").asBoolean()));
        assertThat(before).startsWith(true, true, false).endsWith(false);
        assertThat(Collections.frequency(before, true)).isEqualTo(2);
    }

    /** 2 of 243 requests are refused at the boundary of the first round, and none at those after the change. */
    @Test
    void evidenceOfACapacityThatMovedIsThatOfTheRoundsSinceThen() throws Exception {
        assertThat(evidence(ScriptedRun.saturated())).startsWith("0.0 to 0.8 % refused at 13 callers");
        assertThat(evidence(ScriptedRun.moved()))
                .startsWith("none refused at 13 callers; at 14 callers refused 20 of 180");
    }

    private String evidence(ScriptedRun run) throws Exception {
        List<ScriptedStep> steps = run.steps().stream()
                .map(step -> step.label().startsWith("09 ") ? ScriptedStep.refusing(step.label(), 241, 2) : step)
                .toList();
        return new ObjectMapper()
                .readTree(json(run.with(steps)))
                .at("/saturation/evidence")
                .asText();
    }

    @Test
    void emptyLogWithoutWorkloadIsValid() throws Exception {
        Path log = Files.createFile(folder.resolve("simulation.log"));
        String json =
                new String(JsonDocuments.result(RunReport.of(new RunFolder(log.getParent()))), StandardCharsets.UTF_8);

        assertEquals(List.of(), problems(json));
        assertThat(json).doesNotContain("\"workload\"");
    }

    /** An answer is followed by what else the log shows; the reason of no answer holds it already. */
    @Test
    void remarksOfAnAnsweredForeignRunAreInTheDocument() throws Exception {
        ScriptedLoad.closed(2, 4, 6, 8, 10, 12).log().writeTo(folder);
        String json = new String(JsonDocuments.result(RunReport.of(new RunFolder(folder))), StandardCharsets.UTF_8);

        assertEquals(List.of(), problems(json));
        assertThat(json).contains("\"verdict\" : \"saturated\"");
        assertThat(new ObjectMapper().readTree(json).path("remarks"))
                .hasSize(1)
                .first()
                .satisfies(remark -> assertThat(remark.asText()).contains(" requests failed: "));
    }

    @ParameterizedTest
    @CsvSource({"3, saturated", "2, incomplete"})
    void documentOfSeveralClientsIsValid(int there, String verdict) throws Exception {
        ScriptedRun run = ScriptedRun.byClients();
        List<RunFolder> folders = new ArrayList<>();
        for (ScriptedInjector injector : ScriptedInjector.each(run, 3).subList(0, there)) {
            Path path = ReportedClients.folder(folder, injector.part());
            folders.add(ReportedClients.written(path, run, injector));
        }
        String json = new String(
                JsonDocuments.result(RunReport.of(folders, Optional.empty(), ReadingProgress.SILENT)),
                StandardCharsets.UTF_8);

        assertEquals(List.of(), problems(json), json);
        assertThat(json).contains("\"verdict\" : \"" + verdict + "\"");
        assertThat(json).contains("\"jainIndex\" : ");
    }

    @ParameterizedTest
    @CsvSource({"2-4-6-8-10-12, saturated", "2-4-6, not-saturated"})
    void documentOfSomebodyElsesRunIsValid(String levels, String verdict) throws Exception {
        ScriptedLoad.closed(
                        Stream.of(levels.split("-")).mapToInt(Integer::parseInt).toArray())
                .log()
                .writeTo(folder);
        String json = new String(JsonDocuments.result(RunReport.of(new RunFolder(folder))), StandardCharsets.UTF_8);

        assertEquals(List.of(), problems(json), json);
        assertThat(json).contains("\"verdict\" : \"" + verdict + "\"");
    }

    @Test
    void schemaRefusesWhatIsNotPromised() throws Exception {
        String json = json(ScriptedRun.saturated());

        assertThat(problems(json.replace("\"verdict\" : \"saturated\"", "\"verdict\" : \"splendid\"")))
                .isNotEmpty();
        assertThat(problems(json.replace("headroom/1", "headroom/2"))).isNotEmpty();
        assertThat(problems(json.replace("\"p95\"", "\"p96\""))).isNotEmpty();
        assertThat(problems(json.replace("\"reason\"", "\"because\""))).isNotEmpty();
    }

    @Test
    void keyIsInNoDocument() throws Exception {
        String json = json(ScriptedRun.saturated());

        assertThat(json).contains("\"keySent\" : true");
        assertThat(json).doesNotContain("s3cr3t");
    }

    private String json(ScriptedRun run) throws Exception {
        return new String(JsonDocuments.result(RunReport.of(ReportedRun.written(folder, run))), StandardCharsets.UTF_8);
    }

    private static List<String> problems(String json) throws Exception {
        String text = Files.readString(Path.of("conf", "headroom.schema.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
