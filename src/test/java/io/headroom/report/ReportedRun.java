package io.headroom.report;

import io.headroom.plan.RunKind;
import io.headroom.run.RunFolder;
import io.headroom.run.Versions;
import io.headroom.runlog.ScriptedRun;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsLoader;
import io.headroom.settings.Workload;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The folder that a scripted run leaves: its log, and the workload with its settings. */
public final class ReportedRun {

    private ReportedRun() {}

    /** Writes both into a folder. */
    public static RunFolder written(Path path, ScriptedRun run) throws Exception {
        run.log().writeTo(path);
        RunFolder folder = new RunFolder(path);
        RunKind kind = RunKind.ofSimulation(run.simulation()).orElse(RunKind.SINGLE_CLIENT);
        Settings settings = settings();
        Workload.of(
                        kind,
                        settings,
                        settings.endpoint().url().orElseThrow(),
                        Optional.empty(),
                        new Versions("0.1.0", "3.15.1", "17.0.9"))
                .writeTo(folder);
        return folder;
    }

    private static Settings settings() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("headroom.endpoint.url", "http://127.0.0.1:8080/score");
        ScriptedRun.SETTINGS.forEach((key, value) -> properties.setProperty(key, value.toString()));
        return SettingsLoader.load(Path.of("no-such-file.conf"), properties, Map.of("HEADROOM_API_KEY", "s3cr3t"));
    }
}
