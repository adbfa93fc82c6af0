package io.headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureFiguresTest {

    @Test
    void otherFailuresAreNamedBeforeRefusals() {
        OutcomeCounts counts = new OutcomeCounts(
                Map.of(Outcome.OK, 585L, Outcome.NOT_READY, 255L, Outcome.REFUSED, 160L),
                Map.of(Outcome.NOT_READY, Map.of(502, 251L), Outcome.REFUSED, Map.of(503, 150L, 429, 10L)));

        assertThat(FailureFigures.of(counts).sentence())
                .contains("Failed in the measured windows: 502 (25.1 %, 251), no connection (0.4 %, 4);"
                        + " refused: 503 (15.0 %, 150), 429 (1.0 %, 10).");
    }

    @Test
    void refusalsAloneAreSaidToBeAlone() {
        OutcomeCounts counts = new OutcomeCounts(
                Map.of(Outcome.OK, 980L, Outcome.REFUSED, 20L), Map.of(Outcome.REFUSED, Map.of(503, 20L)));

        assertThat(FailureFigures.of(counts).sentence())
                .contains("Refused in the measured windows: 503 (2.0 %, 20); nothing else failed.");
    }

    @Test
    void statusThatIsDeclaredARefusalStandsAmongThemAndSaysSo() {
        OutcomeCounts counts = new OutcomeCounts(
                Map.of(Outcome.OK, 970L, Outcome.REFUSED, 30L), Map.of(Outcome.REFUSED, Map.of(404, 20L, 503, 10L)));

        assertThat(FailureFigures.of(counts).sentence())
                .contains("Refused in the measured windows: 404 (refused, 2.0 %, 20), 503 (1.0 %, 10); nothing else"
                        + " failed.");
    }

    @Test
    void nothingIsSaidWhereNothingFailed() {
        assertThat(FailureFigures.of(new OutcomeCounts(Map.of(Outcome.OK, 9L))).sentence())
                .isEmpty();
    }

    @Test
    void rareKindsAreCountedTogether() {
        Map<Integer, Long> statuses = new HashMap<>();
        for (int status = 500; status < 510; status++) {
            if (Outcome.ofStatus(status) == Outcome.SERVER_ERROR) {
                statuses.put(status, 600L - status);
            }
        }
        long failed = statuses.values().stream().mapToLong(Long::longValue).sum();
        OutcomeCounts counts =
                new OutcomeCounts(Map.of(Outcome.SERVER_ERROR, failed), Map.of(Outcome.SERVER_ERROR, statuses));

        assertThat(FailureFigures.of(counts).sentence().orElseThrow())
                .startsWith("Failed in the measured windows: 500 ")
                .endsWith(" and 2 other kinds.");
    }
}
