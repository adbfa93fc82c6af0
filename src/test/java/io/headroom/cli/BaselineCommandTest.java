package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Baselines that are saved, used and damaged. */
class BaselineCommandTest extends GatedRuns {

    @Test
    void regressionNeedsABaselineOfTheSameWorkload() throws Exception {
        set("headroom.results-folder", results.toString());
        gate("regression.baseline", "main");
        gate("regression.largest-loss", "0.99");
        Path run = written("run", longTarget());
        assertEquals(3, Typed.headroom("gate", run.toString()).status(), "no baseline");

        Typed saved = Typed.headroom("baseline", "save", run.toString());
        assertEquals(0, saved.status(), saved.err());
        assertEquals("main\n", Typed.headroom("baseline", "list").out());
        assertEquals(0, Typed.headroom("gate", run.toString()).status());

        Path baseline = results.resolve("baselines").resolve("main.json");
        String whole = Files.readString(baseline);
        Files.writeString(baseline, whole.replaceAll("\"payload\" : \"....", "\"payload\" : \"0000"));
        Typed other = Typed.headroom("gate", run.toString());
        assertEquals(3, other.status());
        assertThat(other.out()).contains("the workloads differ, in the payload");

        Files.writeString(baseline, whole.substring(0, whole.length() / 2));
        assertEquals(4, Typed.headroom("gate", run.toString()).status(), "unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"capacity\" : \\{[^}]*\\} | \"capacity\" : null",
                "\"capacity\" : \\{[^}]*\\} | \"capacity\" : {}",
                "\"low\" : [0-9.]+ | \"low\" : 1000",
                "\"payload\" : \"[0-9a-f]+\" | \"payload\" : null",
                "\"workload\" | \"workloads\"",
                "\"headroom\" : \"[^\"]*\" | \"headroom\" : null",
                "headroom-baseline/1 | headroom-baseline/9"
            })
    void damagedBaselineIsUnreadableAndNoPass(String whole, String damaged) throws Exception {
        set("headroom.results-folder", results.toString());
        gate("regression.baseline", "main");
        gate("regression.largest-loss", "0.99");
        Path run = written("run", longTarget());
        assertEquals(0, Typed.headroom("baseline", "save", run.toString()).status());
        Path baseline = results.resolve("baselines").resolve("main.json");
        String text = Files.readString(baseline);
        Files.writeString(baseline, text.replaceFirst(whole, damaged));
        assertNotEquals(text, Files.readString(baseline));

        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(4, typed.status(), typed.out() + typed.err());
        assertThat(typed.err()).contains("main.json");
        assertEquals(4, Typed.headroom("compare", "main", run.toString()).status());
    }

    @Test
    void baselineWinsOverAFolderOfTheSameName() throws Exception {
        set("headroom.results-folder", results.toString());
        Path run = written("run", longTarget());
        assertEquals(
                0,
                Typed.headroom("baseline", "save", run.toString(), "--name", "src")
                        .status());
        assertTrue(Files.isDirectory(Path.of("src")), "of the project");
        assertEquals(0, Typed.headroom("compare", "src", run.toString()).status());
        assertEquals(
                2,
                Typed.headroom("baseline", "save", run.toString(), "--name", "../x")
                        .status());
    }
}
