package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that run out of memory leave no dump, which would hold the key, and end in words. */
class OutOfMemoryIT {

    @TempDir
    private Path results;

    @Test
    void noDumpIsLeft() throws Exception {
        Map<String, String> environment = Map.of(
                "HEADROOM_RESULTS_FOLDER",
                results.toString(),
                "HEADROOM_CLIENTS_START_PATIENCE",
                "30 s",
                "JDK_JAVA_OPTIONS",
                "-XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=" + results);
        try (ForkedProcess clients = ForkedProcess.headroom(
                results, environment, "clients", "--count", "1", "--java-option", "-Xmx20m", "--no-gatling-reports")) {
            assertThat(clients.await()).as(clients.output()).isEqualTo(3);
            assertThat(clients.output()).contains("client 1");
        }
        try (Stream<Path> files = Files.walk(results)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".hprof"));
        }
        try (Stream<Path> files = Files.walk(results)) {
            Path output = files.filter(file -> file.endsWith("client-1.out"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(output)).contains("java.lang.OutOfMemoryError");
        }
    }
}
