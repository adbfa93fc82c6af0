package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.load.RunPart;
import io.headroom.report.ReportedClients;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The folders of one run of three clients, analysed and gated as a user does. */
class ClientsCommandTest extends GatedRuns {

    private static final ScriptedRun RUN =
            ScriptedRun.of("MultiClientSimulation", longTarget().steps());

    private Path run;
    private Path two;
    private Path three;

    @BeforeEach
    void write() throws Exception {
        run = results.resolve("run");
        ReportedClients.written(run, RUN, 3);
        two = run.resolve("injector-2");
        three = run.resolve("injector-3");
    }

    @Test
    void foldersOfAllInjectorsAreOneRun() throws Exception {
        Typed typed = Typed.headroom("analyze", "--text", run.toString());

        assertEquals(0, typed.status(), typed.out() + typed.err());
        assertThat(typed.out()).contains("Saturated at 242.0 req/s (95 % confidence: ");
        assertThat(typed.out()).contains("3 clients, served with a fairness of 0.999 (Jain's index; 1 is even).");
        List<String> lines =
                typed.out().substring(typed.out().indexOf("Clients ")).lines().toList();
        assertEquals(4, lines.size(), typed.out());
        assertThat(lines.get(1)).startsWith("client 1 (injector-1) ");
        assertThat(lines.get(1)).contains(ScriptedStep.REFUSED);
        String json = Typed.headroom("analyze", "--json", run.toString()).out();
        String one = run.resolve("injector-1").toString();
        assertEquals(
                json,
                Typed.headroom("analyze", "--json", three.toString(), one, two.toString())
                        .out());
    }

    @Test
    void runFoldersInFoldersOfTheClientsAreOneRun() throws Exception {
        Path nested = results.resolve("nested");
        String flat = Typed.headroom("analyze", "--json", run.toString()).out();
        for (int client = 1; client <= 3; client++) {
            Path folder = Files.createDirectories(nested.resolve("client-" + (client - 1)));
            Files.move(run.resolve("injector-" + client), folder.resolve("injector-" + client));
        }

        Typed typed = Typed.headroom("analyze", "--json", nested.toString());

        assertEquals(0, typed.status(), typed.err());
        assertEquals(flat, typed.out());
    }

    @Test
    void clientsAreATable() throws Exception {
        Typed typed = Typed.headroom("analyze", "--csv", "clients", run.toString());

        List<String> lines = typed.out().lines().toList();
        assertEquals(4, lines.size(), typed.out());
        assertThat(lines.get(0)).startsWith("client,injector,good,bad,successShare,servedShare,firstSuccess,");
        assertThat(lines.get(1)).startsWith("1,injector-1,");
        // started 1,000 s after 1970; the smoke call was answered 60 ms later
        assertThat(lines.get(1)).contains(",1970-01-01T00:16:40.060Z,");
        assertTrue(lines.stream().skip(1).allMatch(line -> line.endsWith(",0,true")), typed.out());
        long bad = 0;
        for (JsonNode client : json().at("/clients")) {
            bad += client.path("bad").asLong();
            assertEquals(client.path("bad"), client.at("/errors/0/count"));
            assertEquals(ScriptedStep.REFUSED, client.at("/errors/0/text").asText());
        }
        assertEquals(RUN.steps().stream().mapToLong(ScriptedStep::failed).sum(), bad);
    }

    @Test
    void runWithoutClientsHasAnEmptyTable() throws Exception {
        String alone = written("alone", longTarget()).toString();

        Typed table = Typed.headroom("analyze", "--csv", "clients", alone);
        assertEquals(1, table.out().lines().count());
        assertThat(Typed.headroom("analyze", "--text", alone).out()).doesNotContain("Clients ");
        assertThat(Typed.headroom("analyze", "--json", alone).out()).doesNotContain("\"clients\"");
    }

    /** In what way client 2 is lost. */
    private enum Loss {
        NO_FOLDER,
        NO_SEAL,
        CUT,
        FLIPPED,
        NO_LOG
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void whateverIsLostNoGatePasses(Loss loss) throws Exception {
        gate("minimum-saturation", "1");
        gate("ready-below-target", "true");
        assertEquals(0, Typed.headroom("gate", run.toString()).status());

        lose(loss);
        Typed gated = Typed.headroom("gate", run.toString());

        assertEquals(3, gated.status(), gated.out() + gated.err());
        assertThat(gated.out()).contains("Gates: INCONCLUSIVE (0 passed, 0 failed, 2 inconclusive)");
        assertThat(gated.out()).contains("only a part of the run is there: client 2");
        Typed analyzed = Typed.headroom("analyze", "--tsv", run.toString());
        assertEquals(3, analyzed.status());
        assertTrue(analyzed.out().lines().skip(1).allMatch(line -> line.endsWith("\tfalse")), analyzed.out());
        JsonNode document = json();
        assertEquals("incomplete", document.path("verdict").asText());
        assertEquals(2, document.at("/data/parts/missing/0/firstClient").asInt());
        assertFalse(document.at("/data/complete").asBoolean());
        String page = Files.readString(run.resolve("headroom.html"));
        assertThat(page).as("and its page says so").contains("only a part of the run is there: client 2");
        assertThat(page).contains("<h2 id=\"clients-heading\">Clients</h2>");
    }

    private void lose(Loss loss) throws Exception {
        Path log = two.resolve("simulation.log");
        Path seal = two.resolve("seal.json");
        byte[] bytes = Files.readAllBytes(log);
        switch (loss) {
            case NO_FOLDER -> Files.move(two, results.resolve("elsewhere"));
            case NO_SEAL -> Files.delete(seal);
            case CUT -> {
                Files.delete(seal);
                Files.write(log, Arrays.copyOf(bytes, bytes.length / 2));
            }
            case FLIPPED -> {
                bytes[bytes.length - 60] ^= 1;
                Files.write(log, bytes);
            }
            case NO_LOG -> {
                Files.delete(seal);
                Files.delete(log);
            }
        }
    }

    @Test
    void whatTheHeartbeatToldIsSaid() throws Exception {
        lose(Loss.CUT);
        ScriptedInjector second = ScriptedInjector.of(RUN, new RunPart("1f6b33a0", 2, 2, 3));
        ReportedClients.beat(two, second, second.requests() - 10, 18_000);

        JsonNode document = json();

        JsonNode missing = document.at("/data/parts/missing/0");
        assertEquals(18_000, missing.path("toMillis").asLong());
        assertFalse(missing.path("requestsKnown").asBoolean());
        JsonNode client = document.at("/clients/1");
        assertEquals(
                second.requests()
                        - 10
                        - client.path("good").asLong()
                        - client.path("bad").asLong(),
                missing.path("requestsAtLeast").asLong());
        String text = Typed.headroom("analyze", "--text", run.toString()).out();
        assertThat(text).contains("how many were sent after the last heartbeat is unknown");
    }

    @Test
    void copiedFolderIsRefused() throws Exception {
        Path copy = Files.createDirectories(run.resolve("injector-2 (copy)"));
        for (String name : List.of("simulation.log", "client.json", "seal.json", "workload.json")) {
            Files.copy(two.resolve(name), copy.resolve(name));
        }
        Typed typed = Typed.headroom("analyze", run.toString());

        assertEquals(4, typed.status());
        assertThat(typed.err()).contains("both hold client 2");
        assertThat(typed.err()).contains(copy.toString());
        assertThat(typed.err()).contains(two + "/");
    }

    @Test
    void logsCollectedInOneFolderKeepWhatIsBesideThem() throws Exception {
        Path collected = Files.createDirectories(results.resolve("collected"));
        for (int client = 1; client <= 3; client++) {
            Path from = run.resolve("injector-" + client);
            Files.copy(from.resolve("simulation.log"), collected.resolve("simulation-" + client + ".log"));
            Files.copy(from.resolve("client.json"), collected.resolve("client-" + client + ".json"));
            Files.copy(from.resolve("seal.json"), collected.resolve("seal-" + client + ".json"));
            Files.copy(from.resolve("heartbeat"), collected.resolve("heartbeat-" + client));
        }
        Files.copy(two.resolve("workload.json"), collected.resolve("workload.json"));
        Typed typed = Typed.headroom("analyze", "--text", collected.toString());

        assertEquals(0, typed.status(), typed.out() + typed.err());
        assertThat(typed.out()).contains("client 3 (simulation-3.log) ");
        assertThat(typed.out()).as("where none were written: " + typed.out()).doesNotContain("Reports:");
    }

    @Test
    void clockOfAnotherMachineIsCorrectedAndTold() throws Exception {
        JsonNode right = json();
        RunPart part = new RunPart("1f6b33a0", 3, 3, 3);
        ReportedClients.written(three, RUN, ScriptedInjector.of(RUN, part, 900));

        JsonNode corrected = json();

        assertEquals(right.path("steps"), corrected.path("steps"));
        assertEquals(right.path("clients"), corrected.path("clients"));
        assertEquals(-900, corrected.at("/data/parts/clocks/0/differenceMillis").asInt());
        assertTrue(corrected.at("/data/complete").asBoolean());
        String text = Typed.headroom("analyze", "--text", run.toString()).out();
        assertThat(text).contains("Client 3's clock differs by 900 ms, corrected.");
    }

    @Test
    void clockThatNobodyKeepsIsNeverAPass() throws Exception {
        RunPart part = new RunPart("1f6b33a0", 3, 3, 3);
        ReportedClients.written(three, RUN, ScriptedInjector.of(RUN, part, 5000));

        gate("minimum-saturation", "1");

        JsonNode result = json();

        assertEquals("incomplete", result.path("verdict").asText());
        assertFalse(result.at("/data/complete").asBoolean(true));
        assertTrue(result.at("/data/parts/clocks/0/corrected").asBoolean());
        assertFalse(result.at("/data/parts/clocks/0/reliable").asBoolean(true));
        String text = Typed.headroom("analyze", "--text", run.toString()).out();
        assertThat(text).contains("all of the run is there, but not all can be relied on: client 3's clock differs");
        assertEquals(text.indexOf("clock differs"), text.lastIndexOf("clock differs"), "said once: " + text);
        Typed gated = Typed.headroom("gate", run.toString());
        assertEquals(3, gated.status(), gated.out() + gated.err());
        assertThat(gated.out()).contains("Gates: INCONCLUSIVE (0 passed, 0 failed, 1 inconclusive)");
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper()
                .readTree(Typed.headroom("analyze", "--json", run.toString()).out());
    }
}
