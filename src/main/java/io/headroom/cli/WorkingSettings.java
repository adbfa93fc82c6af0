package io.headroom.cli;

import io.headroom.gate.GateSettings;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Settings of the working directory, the system properties and the environment; a mistake in them is the user's. */
final class WorkingSettings {

    private WorkingSettings() {}

    /** All of them, as for a run about to begin. */
    static Settings all() throws UserError {
        return read(SettingsLoader::load);
    }

    /** What a run must show. */
    static GateSettings gates() throws UserError {
        return read(SettingsLoader::gates);
    }

    /** Where runs are written, and baselines kept. */
    static Path resultsFolder() throws UserError {
        return read(SettingsLoader::resultsFolder);
    }

    private interface SettingsCall<T> {
        T read(Path file, Properties properties, Map<String, String> environment) throws SettingsException;
    }

    private static <T> T read(SettingsCall<T> reader) throws UserError {
        try {
            return reader.read(Path.of("conf", "headroom.conf"), System.getProperties(), System.getenv());
        } catch (SettingsException e) {
            throw new UserError(ExitStatus.USAGE, e.getMessage());
        }
    }
}
