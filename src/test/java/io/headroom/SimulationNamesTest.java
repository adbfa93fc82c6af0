package io.headroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.plan.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The build knows the names of all simulations, and refuses others before Gatling answers with a stack trace. */
class SimulationNamesTest {

    private static final String PACKAGE = "io.headroom.simulation.";

    @ParameterizedTest
    @EnumSource
    void everySimulationIsKnown(RunKind kind) throws IOException {
        assertThat(PACKAGE + kind.simulation()).matches(legal());
        assertThat(element("regexMessage")).contains(" " + kind.simulation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PACKAGE + "SmokSimulation",
                PACKAGE + "smokeSimulation",
                PACKAGE + "HeadroomSimulation",
                PACKAGE,
                "SmokeSimulation",
                ""
            })
    void otherNamesAreRefused(String mistyped) throws IOException {
        assertThat(mistyped).doesNotMatch(legal());
    }

    @Test
    void simulationsOfUsersAreNotRefused() throws IOException {
        assertThat("com.example.Checkout").matches(legal());
    }

    private static Pattern legal() throws IOException {
        return Pattern.compile(element("regex"));
    }

    /** Returns the text of an element that the build has once. */
    private static String element(String name) throws IOException {
        return Pattern.compile("<" + name + ">(.*)</" + name + ">")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
