package io.headroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @Test
    void helpNamesVerbsAndExitStatus() {
        Typed typed = Typed.headroom("--help");

        assertEquals(0, typed.status());
        assertTrue(typed.out().contains("analyze") && typed.out().contains("standin"), typed.out());
        assertTrue(typed.out().matches("(?s).*Exit status:.*0.*2.*3.*4.*"), typed.out());
    }

    @Test
    void versionIsThatOfTheBuild() {
        Typed typed = Typed.headroom("--version");

        assertEquals(0, typed.status());
        assertTrue(typed.out().matches("headroom \\d+\\.\\d+\\.\\d+.*\\R"), typed.out());
    }

    @ParameterizedTest
    @CsvSource({"'', a verb is missing", "zzz, zzz", "analyze, RUN", "analyze --run, RUN", "standin here, here"})
    void wrongUsageNamesTheMistakeAndShowsTheUsage(String line, String mistake) {
        Typed typed = Typed.headroom(line.isEmpty() ? new String[0] : line.split(" "));

        assertEquals(2, typed.status());
        assertTrue(typed.err().contains(mistake) && typed.err().contains("Usage: headroom"), typed.err());
        assertEquals("", typed.out());
    }

    @Test
    void optionThatDoesNotExistNamesTheNearest() {
        Typed typed = Typed.headroom("--verson");

        assertEquals(2, typed.status());
        assertTrue(typed.err().contains("'--verson'") && typed.err().contains("--version"), typed.err());
    }

    @ParameterizedTest
    @CsvSource({
        "analyze, --json",
        "gate, --last",
        "compare, BEFORE",
        "baseline, save",
        "size, --requests-per-second",
        "export, --to",
        "standin, --latency-variation"
    })
    void everyVerbExplainsItsOptions(String verb, String option) {
        Typed typed = Typed.headroom(verb, "--help");

        assertEquals(0, typed.status());
        assertTrue(typed.out().contains("Usage: headroom " + verb), typed.out());
        assertTrue(typed.out().contains(option), typed.out());
    }
}
