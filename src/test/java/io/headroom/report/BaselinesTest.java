package io.headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.WorkloadMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the file of a baseline. */
class BaselinesTest {

    private static final Interval P95 = new Interval(80, 70, 90);

    @TempDir
    private Path folder;

    @Test
    void latencyAtTheTargetIsSavedUnderItsName() throws Exception {
        Baselines baselines = new Baselines(folder);
        baselines.save(baseline(P95));

        assertThat(Files.readString(baselines.file("main")))
                .startsWith("{\n  \"schema\" : \"headroom-baseline/1\",\n  \"name\" : \"main\",")
                .endsWith("""
                        },
                          "targetP95" : {
                            "value" : 80.0,
                            "low" : 70.0,
                            "high" : 90.0
                          }
                        }""");
        assertThat(baselines.find("main")).contains(baseline(P95));
        assertThat(baselines.find("main").orElseThrow().targetP95()).contains(P95);
    }

    @Test
    void latencyThatWasNotMeasuredIsNull() throws Exception {
        Baselines baselines = new Baselines(folder);
        baselines.save(baseline(null));

        assertThat(Files.readString(baselines.file("main"))).endsWith("  \"targetP95\" : null\n}");
        assertThat(baselines.find("main").orElseThrow().targetP95()).isEmpty();
    }

    private static Baseline baseline(Interval targetP95) {
        return new Baseline(
                Baseline.SCHEMA,
                "main",
                "run",
                "2026-01-01T00:00:00Z",
                "1.0.0",
                new WorkloadMark("simulation", "endpoint", Map.of(), Map.of()),
                new Interval(100, 90, 110),
                targetP95);
    }
}
