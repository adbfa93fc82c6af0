package io.headroom.cli;

import static io.headroom.runlog.ScriptedStep.clean;

import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Real folders of scripted runs, and gates that are set for one test. */
@Isolated("sets system properties, which all settings are read from")
abstract class GatedRuns {

    @TempDir
    Path results;

    private final Map<String, String> set = new TreeMap<>();

    @AfterEach
    void forgetSettings() {
        set.keySet().forEach(System::clearProperty);
    }

    /** The scripted run with so many requests at its target that these tell something. */
    static ScriptedRun longTarget() {
        return targeting(clean("15 target: 169.40 req/s poisson", 900));
    }

    static ScriptedRun targeting(ScriptedStep target) {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(steps.size() - 1, target);
        return ScriptedRun.saturated().with(steps);
    }

    Path written(String name, ScriptedRun run) throws Exception {
        Path folder = Files.createDirectories(results.resolve(name));
        ReportedRun.written(folder, run);
        return folder;
    }

    void gate(String name, String value) {
        set("headroom.gates." + name, value);
    }

    void set(String key, String value) {
        System.setProperty(key, value);
        set.put(key, value);
    }
}
