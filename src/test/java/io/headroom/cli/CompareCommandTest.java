package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.runlog.ScriptedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two runs beside each other, as a user asks for them. */
class CompareCommandTest extends GatedRuns {

    @Test
    void comparedRunsAreToldApartOrNot() throws Exception {
        set("headroom.results-folder", results.toString());
        Path run = written("run", longTarget());
        Typed same = Typed.headroom("compare", run.toString(), run.toString());
        assertEquals(0, same.status(), same.err());
        assertThat(same.out()).startsWith("Capacity: +0.0 % (95 % confidence: ");
        assertThat(same.out()).contains("within the noise");
        Path page = results.resolve("compared.html");
        String html = page.toString();
        assertEquals(
                0,
                Typed.headroom("compare", run.toString(), run.toString(), "--html", html)
                        .status());
        assertThat(Files.readString(page)).contains("Compared with an earlier run");
        assertThat(Files.readString(page))
                .contains(same.out().lines().findFirst().orElseThrow());
        assertEquals(2, Typed.headroom("compare", run.toString(), "nobody").status());
        Path none = written("none", ScriptedRun.notSaturated());
        assertEquals(
                3, Typed.headroom("compare", run.toString(), none.toString()).status());
    }
}
