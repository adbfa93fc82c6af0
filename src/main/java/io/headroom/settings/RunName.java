package io.headroom.settings;

import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.ShownUrl;
import java.util.Map;
import java.util.Optional;

/** The name of a run for people: the setting {@code run.name}, or what was measured. It holds no secret. */
final class RunName {

    /** The setting, relative to {@code headroom}. */
    static final String KEY = "run.name";

    private static final int LONGEST = 80;

    /** Names go into one line of a heading, a table and a file of tab-separated values. */
    static final ValueType<String> TYPE = new ValueType<>(
            "a name of 1 to " + LONGEST + " characters on one line",
            (source, path) -> Optional.of(source.getString(path).strip()).filter(RunName::isLegal));

    private RunName() {}

    private static boolean isLegal(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST
                && name.matches("[^\\p{C}\\p{Zl}\\p{Zp}]+");
    }

    /** Returns whether a name holds the key: what its header says after the kind of key. */
    static boolean holds(String name, ApiKey key) {
        String authorization = key.authorization();
        return name.contains(authorization.substring(authorization.indexOf(' ') + 1));
    }

    /**
     * Returns the name of a run.
     *
     * @param settings settings of the run by their key
     * @param endpoint the service that was measured
     */
    static String of(Map<String, Object> settings, Workload.Endpoint endpoint) {
        return Optional.ofNullable(settings.get(SettingsSource.ROOT + "." + KEY))
                .filter(given -> !Settings.isNone(given))
                .map(given -> given.toString().strip())
                .orElseGet(() -> of(endpoint));
    }

    private static String of(Workload.Endpoint endpoint) {
        return endpoint.standIn().isEmpty()
                ? withoutSecrets(endpoint.url())
                : "stand-in " + endpoint.standIn().replaceFirst(",.*", "");
    }

    /** Returns host, port and path of a URL: without scheme, user, password, query and fragment. */
    private static String withoutSecrets(String url) {
        return ShownUrl.bare(url).replaceFirst("^[a-zA-Z]+://", "");
    }
}
