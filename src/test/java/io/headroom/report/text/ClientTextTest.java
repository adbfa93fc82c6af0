package io.headroom.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ClientFigures;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.BinaryLogWriter;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three clients in one process, in turn; the third gets less. */
class ClientTextTest {

    @TempDir
    private Path folder;

    /** 100 each and some for the third: of 240 each is due 80, of 200 two thirds of 100. */
    @ParameterizedTest
    @CsvSource({
        "40, 0.889, Client 3 is starved: its fair share is 2.0 times what it was served.",
        "0, 0.667, Client 3 is starved: it was served nothing.",
        "100, 1.000, ''"
    })
    void clientThatGetsLessIsNamed(int third, String index, String starved) throws Exception {
        String words = ClientText.fairness(findings(100, 100, third)).orElseThrow();

        assertEquals(
                ("3 clients, served with a fairness of " + index + " (Jain's index; 1 is even). " + starved).strip(),
                words);
    }

    @Test
    void clientsThatTakeTurnsAreCountedApart() throws Exception {
        List<ClientFigures> clients = ClientFigures.of(findings(70, 80, 90));

        assertEquals(
                List.of(70L, 80L, 90L),
                clients.stream().map(client -> client.client().good()).toList());
        assertTrue(clients.stream().allMatch(client -> client.client().latency().p50() == 20));
    }

    private Findings findings(int... good) throws Exception {
        String label = "01 warm-up: 3 callers";
        BinaryLogWriter log = BinaryLogWriter.of(
                "io.headroom.simulation.MultiClientSimulation",
                new RunPart("1f", 1, good.length, good.length).scenario(),
                "callers");
        log.group(List.of(label, "settling"), 0, 0, true);
        IntStream.range(0, 100).forEach(i -> {
            for (int client = 1; client <= good.length; client++) {
                if (i < good[client - 1]) {
                    log.request(List.of(label, "client " + client + ": 1 caller"), "score", i, i + 20, true, "");
                } else if (good[client - 1] == 0) {
                    log.request(
                            List.of(label, "client " + client + ": 1 caller"), "score", i, i + 20, false, "refused");
                }
            }
        });
        log.group(List.of(label, "measured"), 0, 1000, true);
        log.group(List.of(new EndMark(Ending.COMPLETE, 1).name()), 1000, 1000, true);
        return Analysis.of(RunLogReader.read(log.writeTo(folder)), ScriptedRun.plan());
    }
}
