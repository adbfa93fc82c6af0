package io.headroom.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.StepTable;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ScriptedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** German writes 1,5; Egyptian Arabic has digits of its own; Turkish lowers I to another letter. */
@Isolated("sets the default locale of the JVM")
class LocaleTest {

    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG", "tr-TR"})
    void reportsAreTheSameEverywhere(String locale) throws Exception {
        for (ScriptedRun run : List.of(ScriptedRun.saturated(), ScriptedRun.notSaturated(), ScriptedRun.fineTuning())) {
            Locale.setDefault(Locale.ROOT);
            String expected = everything(run);

            Locale.setDefault(Locale.forLanguageTag(locale));
            assertEquals(expected, everything(run), locale);
        }
    }

    private String everything(ScriptedRun run) throws Exception {
        RunFolder written = ReportedRun.written(folder, run);
        RunReport report = RunReport.of(written);
        return String.join("\n", ConsoleReport.verdict(report))
                + StepTable.of(report.findings())
                + new String(JsonDocuments.result(report), StandardCharsets.UTF_8);
    }
}
