package io.headroom.settings;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Sources of settings that a test lays over the reference; empty at first. */
final class Sources {

    private Path file = Path.of("no-such-folder", "headroom.conf");
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    Sources file(Path folder, String content) throws IOException {
        file = Files.writeString(folder.resolve("headroom.conf"), content);
        return this;
    }

    Sources file(Path existing) {
        file = existing;
        return this;
    }

    /** Sets a value on the command line; the key is without {@code headroom.} */
    Sources property(String key, String value) {
        properties.setProperty("headroom." + key, value);
        return this;
    }

    Sources variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Settings load() throws SettingsException {
        return SettingsLoader.load(file, properties, environment);
    }

    /** Returns the lines of the message, without its heading. */
    List<String> problems() {
        String message = assertThrows(SettingsException.class, this::load).getMessage();
        List<String> lines = message.lines().toList();
        return lines.subList(1, lines.size());
    }
}
