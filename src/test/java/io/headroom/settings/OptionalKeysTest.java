package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optional settings are left out, or {@code none}. No number, empty text or empty list stands for that. */
class OptionalKeysTest {

    private static final String HOW = "; or none: leave the key out or write none";

    /** Names a file that holds a single word, which could be a key. */
    private static final String KEY_FILE = "src/main/resources/headroom.properties";

    /** Names the optional keys that have a default. */
    private static final List<String> WITH_A_DEFAULT = List.of("arrivals.one-percent-steps");

    @TempDir
    private Path folder;

    /**
     * An optional key.
     *
     * @param oldNone   value that used to stand for none, on the command line and in the environment
     * @param oldInFile the same in a file
     * @param legal     a legal value
     */
    private record OptionalKey(String key, String oldNone, String oldInFile, String legal) {

        static OptionalKey ofText(String key, String legal) {
            return new OptionalKey(key, "", "\"\"", legal);
        }

        static OptionalKey ofNumber(String key, String oldNone, String legal) {
            return new OptionalKey(key, oldNone, oldNone, legal);
        }

        static OptionalKey ofList(String key, String legal) {
            return new OptionalKey(key, "", "[]", legal);
        }

        String variable() {
            return "HEADROOM_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }

        @Override
        public String toString() {
            return key;
        }
    }

    static Stream<OptionalKey> keys() {
        return Stream.of(
                OptionalKey.ofText("run.name", "scoring, version 7"),
                OptionalKey.ofText("endpoint.url", "http://localhost:9/score"),
                OptionalKey.ofText("endpoint.key-file", KEY_FILE),
                OptionalKey.ofText("endpoint.content-type", "text/csv"),
                OptionalKey.ofText("endpoint.readiness-path", "/ready"),
                OptionalKey.ofText("endpoint.expect.path", "score"),
                OptionalKey.ofText("endpoint.expect.value", "1"),
                OptionalKey.ofNumber("stand-in.failure.pods", "0", "2"),
                OptionalKey.ofNumber("stand-in.slow.pods", "0", "1"),
                OptionalKey.ofNumber("stand-in.change.pods", "0", "6"),
                OptionalKey.ofNumber("stand-in.limit.requests-per-second", "0", "100"),
                OptionalKey.ofNumber("stand-in.gateway-timeout", "0 s", "2 s"),
                OptionalKey.ofNumber("limit.latency", "0 ms", "100 ms"),
                OptionalKey.ofNumber("limit.failed-share", "0", "0.01"),
                OptionalKey.ofNumber("arrivals.one-percent-steps", "0", "3"),
                OptionalKey.ofList("clients.weights", "1,1,2"),
                OptionalKey.ofList("clients.local-addresses", "10.0.0.5,10.0.0.6,10.0.0.7"),
                OptionalKey.ofNumber("clients.index", "-1", "1"),
                OptionalKey.ofText("clients.coordinator", "10.0.0.7:7070"),
                OptionalKey.ofText("clients.stand-in", "http://127.0.0.1:8080/score"),
                OptionalKey.ofNumber("gates.minimum-saturation", "0", "220"),
                OptionalKey.ofNumber("gates.minimum-rate-under-limit", "0", "70"),
                OptionalKey.ofNumber("gates.minimum-target-rate", "0", "150"),
                OptionalKey.ofNumber("gates.target-latency.p50", "0 ms", "50 ms"),
                OptionalKey.ofNumber("gates.target-latency.p95", "0 ms", "100 ms"),
                OptionalKey.ofNumber("gates.target-latency.p99", "0 s", "0.2 s"),
                OptionalKey.ofNumber("gates.target-refused-share", "1", "0"),
                OptionalKey.ofNumber("gates.consistency", "0", "0.05"),
                OptionalKey.ofText("gates.regression.baseline", "main"),
                OptionalKey.ofNumber("sizing.wanted-requests-per-second", "0", "24"),
                OptionalKey.ofNumber("sizing.measured-pods", "0", "12"));
    }

    @Test
    void everyOptionalKeyOfTheReferenceIsTestedHere() {
        Config reference = SettingsSource.reference().getConfig("headroom");
        List<String> optional = reference.entrySet().stream()
                .filter(entry -> entry.getValue().unwrapped().equals("none"))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(keys().map(OptionalKey::key))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(optional.stream(), WITH_A_DEFAULT.stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void oldWordForNoneNamesTheNewOneOnTheCommandLine(OptionalKey optional) {
        List<String> problems =
                new Sources().property(optional.key(), optional.oldNone()).problems();

        String start = "  - headroom." + optional.key() + " = \"" + optional.oldNone() + "\" (-Dheadroom."
                + optional.key() + "); expected ";
        assertThat(problems).singleElement().asString().startsWith(start).endsWith(HOW);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void oldWordForNoneNamesTheNewOneInTheEnvironment(OptionalKey optional) {
        List<String> problems =
                new Sources().variable(optional.variable(), optional.oldNone()).problems();

        String start = "  - headroom." + optional.key() + " = \"" + optional.oldNone() + "\" (environment variable "
                + optional.variable() + "); expected ";
        assertThat(problems).singleElement().asString().startsWith(start).endsWith(HOW);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void oldWordForNoneNamesTheNewOneInAFile(OptionalKey optional) throws Exception {
        List<String> problems = new Sources()
                .file(folder, "headroom." + optional.key() + " = " + optional.oldInFile())
                .problems();

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("  - headroom." + optional.key() + " = ")
                .contains(folder.resolve("headroom.conf") + ": 1); expected ")
                .endsWith(HOW);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noneOnTheCommandLineSwitchesOffWhatAFileSets(OptionalKey optional) throws Exception {
        Settings none = new Sources().property(optional.key(), "none").load();
        Settings switchedOff = new Sources()
                .file(folder, "headroom." + optional.key() + " = \"" + optional.legal() + "\"")
                .property(optional.key(), "none")
                .load();

        assertAlike(none, switchedOff);
        assertEquals("none", switchedOff.flat().get("headroom." + optional.key()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noneInTheEnvironmentSwitchesOffWhatAFileSets(OptionalKey optional) throws Exception {
        Settings none = new Sources().property(optional.key(), "none").load();
        Settings switchedOff = new Sources()
                .file(folder, "headroom." + optional.key() + " = \"" + optional.legal() + "\"")
                .variable(optional.variable(), " none ")
                .load();

        assertAlike(none, switchedOff);
        assertEquals(none.flat(), switchedOff.flat(), "the blanks would change the fingerprint of the search");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noneInAFileIsTheSameAsLeavingTheKeyOut(OptionalKey optional) throws Exception {
        Settings none = new Sources()
                .file(folder, "headroom." + optional.key() + " = none")
                .load();

        if (!WITH_A_DEFAULT.contains(optional.key())) {
            assertAlike(new Sources().load(), none);
            assertEquals(new Sources().load().flat(), none.flat());
        }
        assertAlike(none, SettingsLoader.reload(none.flat()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void legalValueIsReadFromEverySource(OptionalKey optional) throws Exception {
        Settings fromFile = withPartner(optional)
                .file(folder, "headroom." + optional.key() + " = \"" + optional.legal() + "\"")
                .load();
        Settings fromCommandLine =
                withPartner(optional).property(optional.key(), optional.legal()).load();
        Settings fromEnvironment = withPartner(optional)
                .variable(optional.variable(), optional.legal())
                .load();

        assertAlike(fromFile, fromCommandLine);
        assertAlike(fromFile, fromEnvironment);
        assertThat(described(fromFile)).isNotEqualTo(described(new Sources().load()));
    }

    /** Sets the other one of two settings that are legal only together. */
    private static Sources withPartner(OptionalKey optional) {
        return switch (optional.key()) {
            case "clients.index" -> new Sources().property("clients.coordinator", "10.0.0.7:7070");
            case "clients.coordinator" -> new Sources().property("clients.index", "0");
            case "endpoint.expect.value" -> new Sources().property("endpoint.expect.path", "score");
            default -> new Sources();
        };
    }

    @Test
    void keyWithoutNoneTakesNoNone() {
        List<String> problems = new Sources().property("search.rounds", "none").problems();

        assertEquals(
                List.of("  - headroom.search.rounds = \"none\" (-Dheadroom.search.rounds);"
                        + " expected a whole number from 1 to 100"),
                problems);
    }

    @Test
    void noneIsTheEmptyListOfAllowedHosts() throws Exception {
        Settings settings = new Sources()
                .file(folder, "headroom.endpoint.allowed-hosts = [models.example.com]")
                .property("endpoint.allowed-hosts", "none")
                .load();

        assertThat(settings.endpoint().allowedHosts()).isEmpty();
    }

    /** A gate refuses 0, which once stood for none, and no other small number. */
    @ParameterizedTest
    @ValueSource(strings = {"gates.minimum-saturation", "gates.minimum-target-rate", "gates.consistency"})
    void numberJustAboveZeroIsLegal(String key) throws Exception {
        Settings settings = new Sources().property(key, "0.0000001").load();

        assertThat(settings.flat()).containsEntry("headroom." + key, "0.0000001");
    }

    @Test
    void zeroThatIsAQuantityStaysLegal() throws Exception {
        Map<String, String> zeros = new TreeMap<>(Map.of(
                "stand-in.latency-variation", "0",
                "stand-in.queue-per-pod", "0",
                "stand-in.cold-start", "0 s",
                "search.resolution", "0",
                "search.retry-wait", "0 s",
                "search.step.settling", "0 s",
                "gates.target-refused-share", "0",
                "gates.regression.largest-loss", "0",
                "sizing.overheads.front-ends", "0"));
        Sources sources = new Sources();
        zeros.forEach(sources::property);

        assertThat(sources.load().gates().targetRefusedShare()).hasValue(0);
    }

    private static void assertAlike(Settings expected, Settings actual) {
        assertEquals(described(expected), described(actual));
    }

    /** Returns the settings as records, without the bodies, which have no equality, and the texts that were read. */
    private static List<Object> described(Settings settings) {
        return List.of(
                settings.runName(),
                settings.endpoint(),
                settings.key().isPresent(),
                settings.standIn(),
                settings.plan(),
                settings.gates(),
                settings.clients(),
                settings.sizing());
    }
}
