package io.headroom.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.MessageCounts;
import io.headroom.simlog.BinaryLogWriter;
import io.headroom.simlog.LogWriter;
import io.headroom.simlog.TextLogWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors outside any request say why there are no requests, so they are part of what a run's logs hold. */
class ErrorRecordsTest {

    private static final String NO_URL = "No baseUrl defined but provided url is relative : /all";

    @TempDir
    private Path folder;

    @Test
    void textsOfErrorsAreCounted() throws Exception {
        RunLog log = RunLogReader.read(write("text", TextLogWriter.of("other.Any", "users"), 8000));

        assertThat(log.errors()).isEqualTo(new MessageCounts(Map.of(NO_URL, 8000L), 0));
        assertThat(log.lastMillis()).isEqualTo(7999);
    }

    @Test
    void errorsOfAllLogsAddUp() throws Exception {
        Path text = write("text", TextLogWriter.of("other.Any", "users"), 30);
        BinaryLogWriter binary =
                new BinaryLogWriter().header("3.15.1", "other.Any", TextLogWriter.START, "", 0, List.of("users"));

        RunLog log = RunLogReader.read(
                List.of(text, write("binary", binary, 12)), Optional.empty(), Map.of(), ReadingProgress.SILENT);

        assertThat(log.errors()).isEqualTo(new MessageCounts(Map.of(NO_URL, 42L), 0));
    }

    private Path write(String name, LogWriter log, int errors) throws Exception {
        for (int i = 0; i < errors; i++) {
            log.user(0, true, i).error(NO_URL, i).user(0, false, i);
        }
        return log.writeTo(Files.createDirectory(folder.resolve(name)));
    }
}
