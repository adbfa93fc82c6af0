package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.gate.GateSettings;
import io.headroom.gate.GateSettings.Inconclusive;
import io.headroom.gate.GateSettings.Regression;
import io.headroom.gate.Percentile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateReaderTest {

    @TempDir
    private Path folder;

    @Test
    void noneIsSetByDefault() throws Exception {
        assertThat(gates("").isEmpty()).isTrue();
    }

    @Test
    void everyGateCanBeSet() throws Exception {
        GateSettings gates = gates("""
                minimum-saturation = 230
                minimum-rate-under-limit = 70
                minimum-target-rate = 160
                target-latency { p50 = 60 ms, p95 = 0.1 s }
                target-refused-share = 0
                ready-below-target = true
                consistency = 0.05
                regression { baseline = "v1.2", largest-loss = 0.03 }
                inconclusive = warn
                """);

        assertEquals(
                new GateSettings(
                        OptionalDouble.of(230),
                        OptionalDouble.of(70),
                        OptionalDouble.of(160),
                        Map.of(Percentile.P50, 60.0, Percentile.P95, 100.0),
                        OptionalDouble.of(0),
                        true,
                        OptionalDouble.of(0.05),
                        Optional.of(new Regression("v1.2", 0.03)),
                        Inconclusive.WARN),
                gates);
    }

    /** A finished run can be judged on a machine that has neither its endpoint nor its payload. */
    @Test
    void theRestOfTheSettingsNeedNotBeUsable() throws Exception {
        Files.writeString(
                folder.resolve("headroom.conf"),
                "headroom { endpoint.payload = \"gone.json\", gates.consistency = 0.1 }");
        assertEquals(OptionalDouble.of(0.1), load().consistency());
    }

    private GateSettings gates(String set) throws Exception {
        Files.writeString(folder.resolve("headroom.conf"), "headroom.gates {\n" + set + "\n}");
        return load();
    }

    private GateSettings load() throws SettingsException {
        return SettingsLoader.gates(folder.resolve("headroom.conf"), new Properties(), Map.of());
    }
}
