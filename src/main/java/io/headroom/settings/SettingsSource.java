package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import io.headroom.run.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the sources of settings and lays them over one another: the command line ({@code -Dheadroom.…}) over the environment
 * ({@code HEADROOM_…}) over {@code conf/headroom.conf} over the reference, which holds every key and its default. The default of
 * an optional key is the word {@code none}.
 */
final class SettingsSource {

    static final String ROOT = "headroom";

    /** Name of the environment variable that holds the bearer key. */
    static final String KEY_VARIABLE = "HEADROOM_API_KEY";

    /** Variables that are no settings: keys, and what {@code target/headroom} reads. */
    private static final Set<String> NO_SETTINGS =
            Set.of(KEY_VARIABLE, Settings.STAND_IN_KEY_VARIABLE, "HEADROOM_JAVA_OPTIONS");

    private static final String PREFIX = "HEADROOM_";

    private SettingsSource() {}

    /** Returns all sources, laid over one another; paths start with {@code headroom}. */
    static Config layered(Path file, Properties properties, Map<String, String> environment) throws SettingsException {
        Config reference = reference();
        try {
            return fromProperties(properties)
                    .withFallback(fromEnvironment(environment, reference))
                    .withFallback(fromFile(file))
                    .withFallback(reference)
                    .resolve();
        } catch (ConfigException e) {
            throw new SettingsException(List.of(SyntaxProblem.describe(e)));
        } catch (IOException e) {
            throw new SettingsException(List.of(e.getMessage()));
        } catch (StackOverflowError e) { // the parser calls itself for each level
            throw new SettingsException(List.of(file + " is nested too deeply"));
        }
    }

    /** Returns every key and its default. */
    static Config reference() {
        return Reference.CONFIG;
    }

    private static Config readReference() {
        return ConfigFactory.parseResources(
                        SettingsSource.class.getClassLoader(),
                        "headroom-reference.conf",
                        ConfigParseOptions.defaults().setAllowMissing(false))
                .resolve();
    }

    private static Config fromProperties(Properties properties) throws SettingsException {
        Map<String, String> ours = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(ROOT + "."))
                .forEach(name -> ours.put(name, properties.getProperty(name)));
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> property : ours.entrySet()) {
            config = withProperty(config, property.getKey(), property.getValue());
        }
        return config;
    }

    private static Config withProperty(Config config, String name, String value) throws SettingsException {
        try {
            return config.withValue(name, ConfigValueFactory.fromAnyRef(value, "-D" + name));
        } catch (ConfigException.BadPath e) {
            throw new SettingsException(List.of("-D" + name + " is no setting; " + SyntaxProblem.BAD_KEY));
        }
    }

    /** Finds the key of each variable by its letters. A variable without a key is kept, to be reported as unknown. */
    private static Config fromEnvironment(Map<String, String> environment, Config reference) {
        Map<String, String> keyOfVariable = new TreeMap<>();
        reference.entrySet().forEach(entry -> keyOfVariable.put(variable(entry.getKey()), entry.getKey()));
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(PREFIX) && !NO_SETTINGS.contains(name)) {
                String unknown = ROOT + "." + name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                config = config.withValue(
                        keyOfVariable.getOrDefault(name, unknown),
                        ConfigValueFactory.fromAnyRef(entry.getValue(), "environment variable " + name));
            }
        }
        return config;
    }

    /** Reads the file, if it exists. A file that cannot be read is a problem, not an empty file. */
    private static Config fromFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            return ConfigFactory.empty();
        }
        var unused = SmallFile.document(file); // too large to be settings, or no file at all
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Holds the reference, read when it is first needed. */
    private static final class Reference {
        private static final Config CONFIG = readReference();
    }
}
