package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.sizing.Overheads;
import io.headroom.sizing.SizingSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SizingReaderTest {

    @Test
    void defaultsAreThoseOfTheMethod() throws Exception {
        SizingSettings expected = new SizingSettings(
                OptionalDouble.empty(), 0.7, OptionalInt.empty(), 1, 0.5, 4, new Overheads(0.5, 0.2, 3, 1.3));

        assertEquals(expected, new Sources().load().sizing());
    }

    @Test
    void everyPartCanBeSet() throws Exception {
        SizingSettings expected = new SizingSettings(
                OptionalDouble.of(24), 0.6, OptionalInt.of(12), 2, 1.5, 16, new Overheads(0.4, 0.1, 2, 1.1));

        SizingSettings read = new Sources()
                .property("sizing.wanted-requests-per-second", "24")
                .property("target.fraction", "0.6")
                .property("sizing.measured-pods", "12")
                .property("sizing.concurrency-per-pod", "2")
                .property("sizing.cpu-per-pod", "1.5")
                .property("sizing.cpu-per-node", "16")
                .property("sizing.overheads.kubernetes-per-node", "0.4")
                .property("sizing.overheads.logging-per-node", "0.1")
                .property("sizing.overheads.front-ends", "2")
                .property("sizing.overheads.cpu-per-front-end", "1.1")
                .load()
                .sizing();

        assertEquals(expected, read);
    }

    @Test
    void sizingAloneNeedsNeitherPayloadNorEndpointButNoWrongKey() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("headroom.endpoint.payload", "no-such-file.json");
        properties.setProperty("headroom.sizing.cpu-per-pod", "2");
        Path file = Path.of("no-such-file.conf");
        assertEquals(2, SettingsLoader.sizing(file, properties, Map.of()).cpuPerPod());

        properties.setProperty("headroom.sizing.cpu-per-pods", "2");
        String message = assertThrows(SettingsException.class, () -> SettingsLoader.sizing(file, properties, Map.of()))
                .getMessage();
        assertThat(message).contains("did you mean headroom.sizing.cpu-per-pod?");
    }
}
