package io.headroom.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepRowsTest {

    private static final String COLUMNS = "number,label,round,purpose,callers,offeredPerSecond,messages,"
            + "windowStartMillis,windowMillis,sentPerSecond,goodputPerSecond,"
            + "requestsOk,requestsRefused,requestsNotReady,requestsTimedOut,requestsClientError,requestsServerError,"
            + "requestsWrongAnswer,requestsInjectorError,requestsOtherError,refusedShare,notReadyShare,"
            + "latencyMillisMean,latencyMillisP50,latencyMillisP95,latencyMillisP99,latencyMillisMax,"
            + "refusedLatencyMillisMean,refusedLatencyMillisP50,refusedLatencyMillisP95,refusedLatencyMillisP99,"
            + "refusedLatencyMillisMax,injectorCpuShare,machineCpuShare,connections,injectorLoopLagMillisMean,sendLagMillisMean,"
            + "scheduledLatencyMillisMean,scheduledLatencyMillisP50,scheduledLatencyMillisP95,"
            + "scheduledLatencyMillisP99,scheduledLatencyMillisMax,readinessProbes,readinessFailures,failures,verdict,complete";

    @TempDir
    private Path folder;

    @Test
    void rowsHoldFiguresWithoutUnits() throws Exception {
        List<String> lines = csv(ScriptedRun.saturated());

        assertEquals(COLUMNS, lines.get(0));
        assertThat(lines.get(5))
                .matches("5,05 round 1 up: 16 callers,1,up,16,,,\\d+,1000,300,240,240,60,0,0,0,0,0,0,0,0.2,0,"
                        + "50,50,50,50,50,2,2,2,2,2,,,,,,,,,,,1,0,503: 60,saturated,true");
        assertThat(lines.get(15)).startsWith("15,15 target: 169.40 req/s poisson,,target,,169.4,,");
    }

    @Test
    void columnsAreTheSameForEveryRun() throws Exception {
        List<ScriptedRun> runs = List.of(
                ScriptedRun.saturated(),
                ScriptedRun.fineTuning(),
                ScriptedRun.saturated().smokeFailed("x"),
                ScriptedRun.saturated()
                        .with(List.of(
                                ScriptedStep.clean("01 warm-up: 4 callers", 80).emptied())));
        for (ScriptedRun run : runs) {
            List<String> lines = csv(run);

            assertEquals(COLUMNS, lines.get(0));
            assertEquals(1 + run.steps().size(), lines.size());
            lines.forEach(line -> assertEquals(47, line.split(",", -1).length, line));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a,b | `\"a,b\"`", "say \"so\" | `\"say \"\"so\"\"\"`", "plain | plain", "`` | ``"})
    void cellsOfCsvAreQuotedWhereTheyMustBe(String text, String cell) {
        assertEquals(cell, Delimiter.COMMA.line(List.of(text)));
    }

    @Test
    void cellsOfTsvHoldNoTabAndNoLineBreak() {
        assertEquals("a b\tc  d", Delimiter.TAB.line(List.of("a\tb", "c\r\nd")));
        assertEquals("\"a\nb\"", Delimiter.COMMA.line(List.of("a\nb")));
    }

    /** RFC 4180 knows no other line end, whatever the system. */
    @Test
    void linesOfCsvEndWithCarriageReturnAndLineFeed() throws Exception {
        StringWriter out = new StringWriter();
        new DelimitedFormat(Delimiter.COMMA, new StepRows())
                .write(RunReport.of(ReportedRun.written(folder, ScriptedRun.saturated())), new PrintWriter(out, true));

        assertThat(out.toString().split("\n")).hasSize(16).allMatch(line -> line.endsWith("\r"));
        assertThat(out.toString()).endsWith(",true\r\n");
    }

    private List<String> csv(ScriptedRun run) throws Exception {
        StringWriter out = new StringWriter();
        new DelimitedFormat(Delimiter.COMMA, new StepRows())
                .write(RunReport.of(ReportedRun.written(folder, run)), new PrintWriter(out, true));
        return out.toString().lines().toList();
    }
}
