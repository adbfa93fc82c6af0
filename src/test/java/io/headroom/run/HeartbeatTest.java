package io.headroom.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    @TempDir
    private Path folder;

    @Test
    void lastOneIsRead() throws Exception {
        assertEquals(Optional.empty(), Heartbeat.last(file()));

        Heartbeat.Pulse pulse = Heartbeat.begin(file());
        assertEquals(Optional.empty(), Heartbeat.last(file()), "none yet");
        pulse.beat(new Heartbeat(1_764_057_600_000L, 12, 11, 1));
        pulse.beat(new Heartbeat(1_764_057_600_010L, 13, 12, 2));

        assertEquals(Optional.of(new Heartbeat(1_764_057_600_010L, 13, 12, 2)), Heartbeat.last(file()));
    }

    @Test
    void damagedOneIsNone() throws Exception {
        Files.writeString(file(), "000000000000012 000\n");

        assertEquals(Optional.empty(), Heartbeat.last(file()));
    }

    /** The progress that a process wrote must survive when the process is killed. */
    @Test
    void lastOneOfAProcessThatWasKilledIsRead() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeartbeatTest.class.getName(),
                        file().toString())
                .start();
        try {
            assertEquals("beaten", process.inputReader().readLine());
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        assertEquals(Optional.of(new Heartbeat(1, 999, 998, 7)), Heartbeat.last(file()));
    }

    private Path file() {
        return folder.resolve(Heartbeat.NAME);
    }

    /** Beats, says so, and waits to be killed. */
    public static void main(String[] args) throws Exception {
        Heartbeat.begin(Path.of(args[0])).beat(new Heartbeat(1, 999, 998, 7));
        System.out.println("beaten");
        TimeUnit.MINUTES.sleep(1);
    }
}
