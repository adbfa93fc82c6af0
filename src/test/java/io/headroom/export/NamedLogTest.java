package io.headroom.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.runlog.RunInjectors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedLogTest {

    @ParameterizedTest
    @CsvSource({
        "/results/main-1/simulation.log, main-1, main-1",
        "/results/main-1/simulation-2.log, main-1, simulation-2",
        "/r/run/a/simulation.log /r/run/b/simulation.log, run, a b",
        "/r/run/simulation-1.log /r/run/simulation-2.log, run, simulation-1 simulation-2",
        "/r/run/x/../a/simulation.log /r/run/b/c/simulation.log, run, a c",
        "/r/run/a/main/simulation.log /r/run/b/main/simulation.log, run, a/main b/main",
        "/simulation.log, '', ''",
        "/a.log, '', a"
    })
    void runIsTheInnermostFolderOfAllLogsAndEachHasAName(String files, String run, String clients) throws Exception {
        List<Path> paths = Arrays.stream(files.split(" ")).map(Path::of).toList();
        RunInjectors oneRun = RunInjectors.of(LogsAlone.of(paths.toArray(new Path[0])));

        assertEquals(run, NamedLog.run(paths));
        assertEquals(
                List.of(clients.split(" ")),
                NamedLog.of(paths, oneRun).stream().map(NamedLog::client).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "client 2: 3 callers, client 2",
        "client 12: 56.47 req/s poisson, client 12",
        "client 2, log",
        "client two: 3 callers, log",
        "a client 2: 3 callers, log",
        "client 2: 3 visitors, log",
        "settling, log"
    })
    void secondGroupCanNameTheClient(String group, String client) {
        assertEquals(client, ClientName.of(List.of("01 hold: 4 callers", group), "log"));
        assertEquals(client, ClientName.of(List.of("01 hold: 4 callers", group, "deeper"), "log"));
        assertEquals("log", ClientName.of(List.of(group), "log"), "the first is the step");
    }
}
