package io.headroom.simlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a log, record by record. */
public interface LogWriter {

    /** Writes a request. */
    LogWriter request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message);

    /** Writes the start or end of a virtual user of the scenario with this index. */
    LogWriter user(int scenario, boolean start, int millis);

    /** Writes the end of a group. */
    LogWriter group(List<String> groups, int startMillis, int endMillis, boolean ok);

    /** Writes an error outside any request. */
    LogWriter error(String message, int millis);

    /** Returns the bytes written so far. */
    byte[] bytes();

    /** Returns where each record ends, in bytes from the start. */
    List<Integer> ends();

    /** Writes the log as {@code simulation.log} into a folder, which is created if necessary. */
    default Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve("simulation.log"), bytes());
    }
}
