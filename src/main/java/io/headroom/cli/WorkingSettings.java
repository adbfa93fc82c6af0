package io.headroom.cli;

import io.headroom.gate.GateSettings;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Reads the settings of the working directory, the system properties and the environment. A mistake in them is the user's. */
final class WorkingSettings {

    private WorkingSettings() {}

    /** Reads all settings, as for a run that is about to begin. */
    static Settings all() throws UserError {
        return read(SettingsLoader::load);
    }

    /** Reads the gates that a run is judged by. */
    static GateSettings gates() throws UserError {
        return read(SettingsLoader::gates);
    }

    /** Reads the folder where runs are written, and baselines kept. */
    static Path resultsFolder() throws UserError {
        return read(SettingsLoader::resultsFolder);
    }

    private interface SettingsCall<T> {
        T read(Path file, Properties properties, Map<String, String> environment) throws SettingsException;
    }

    private static <T> T read(SettingsCall<T> reader) throws UserError {
        try {
            return reader.read(SettingsLoader.FILE, System.getProperties(), System.getenv());
        } catch (SettingsException e) {
            throw new UserError(e);
        }
    }
}
