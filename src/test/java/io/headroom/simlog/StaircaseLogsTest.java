package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads logs that five releases of Gatling wrote for one simulation that knows nothing of Headroom: a closed staircase of users, each
 * of which sends {@code ok} (answered 200) and {@code fails} (answered 503) in group {@code g}. Beside each log lies what that Gatling
 * printed.
 */
class StaircaseLogsTest {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs");

    @ParameterizedTest
    @ValueSource(strings = {"3.11.5", "3.12.0", "3.13.5", "3.14.9", "3.15.1"})
    void countsAreThoseThatGatlingPrinted(String version) throws Exception {
        Properties printed = printed(version);
        CountingListener counted = new CountingListener();

        LogState state = SimulationLog.read(LOGS.resolve("staircase-" + version + ".log"), counted);

        assertInstanceOf(LogState.Complete.class, state, version);
        assertEquals(version, counted.headers.get(0).gatlingVersion());
        assertEquals(number(printed, "requests.total"), counted.kinds.get("request"), version);
        assertEquals(number(printed, "requests.ok"), counted.okByGroup.get("g"), version);
        assertEquals(number(printed, "requests.ko"), counted.failedByGroup.get("g"), version);
        for (String name : new String[] {"ok", "fails"}) {
            long ok = counted.okByName.getOrDefault(name, 0L);
            long failed = counted.failedByName.getOrDefault(name, 0L);
            assertEquals(number(printed, name + ".ok"), ok, version);
            assertEquals(number(printed, name + ".ko"), failed, version);
            assertEquals(number(printed, name + ".total"), ok + failed, version);
        }
    }

    private static Properties printed(String version) throws Exception {
        Properties printed = new Properties();
        try (Reader in = Files.newBufferedReader(LOGS.resolve("staircase-" + version + ".properties"))) {
            printed.load(in);
        }
        return printed;
    }

    private static long number(Properties printed, String key) {
        return Long.parseLong(printed.getProperty(key));
    }
}
