package io.headroom.simlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a log, record by record. */
public interface LogWriter {

    /** A request. */
    LogWriter request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message);

    /** A virtual user, of the scenario of that index. */
    LogWriter user(int scenario, boolean start, int millis);

    /** A group that was left. */
    LogWriter group(List<String> groups, int startMillis, int endMillis, boolean ok);

    /** An error outside any request. */
    LogWriter error(String message, int millis);

    /** What was written. */
    byte[] bytes();

    /** Where each record ends, bytes from the start. */
    List<Integer> ends();

    /** Writes it as {@code simulation.log} into a folder, which is made if need be. */
    default Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve("simulation.log"), bytes());
    }
}
