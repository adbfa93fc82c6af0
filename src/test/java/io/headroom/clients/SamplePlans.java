package io.headroom.clients;

import io.headroom.plan.PlanSettings;
import io.headroom.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Settings of plans for several clients. */
final class SamplePlans {

    private SamplePlans() {}

    /** @param settings in addition to the defaults, without {@code headroom.} */
    static PlanSettings of(Map<String, String> settings) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("headroom.search.rounds", "1");
        settings.forEach((key, value) -> properties.setProperty("headroom." + key, value));
        return SettingsLoader.load(Path.of("no-such-file.conf"), properties, Map.of())
                .plan();
    }
}
