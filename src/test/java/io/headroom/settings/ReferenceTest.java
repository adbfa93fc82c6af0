package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each key of the reference is read and explained, so that the reference lists every setting. */
class ReferenceTest {

    private static final Config REFERENCE = SettingsSource.reference();

    @TempDir
    private Path folder;

    static Stream<String> keys() {
        return new TreeSet<>(REFERENCE.getConfig("headroom").entrySet().stream()
                        .map(entry -> entry.getKey())
                        .toList())
                .stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyIsReadByTheLoader(String key) throws Exception {
        // a value without a path is a problem of its own
        String path = key.equals("endpoint.expect.path") ? "" : "headroom.endpoint.expect.path = score\n";
        List<String> problems = new Sources()
                .file(folder, path + "headroom." + key + " { nonsense = 1 }")
                .problems();

        String start = "  - headroom." + key + " = ";
        List<String> ofThatKey =
                problems.stream().filter(line -> line.startsWith(start)).toList();
        assertEquals(1, ofThatKey.size(), problems.toString());
        assertThat(ofThatKey.get(0)).contains("; expected ");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyIsExplainedAboveItOrAboveItsGroup(String key) {
        String path = "headroom." + key;
        String group = path.substring(0, path.lastIndexOf('.'));
        List<String> own = REFERENCE.getValue(path).origin().comments();
        List<String> ofGroup = REFERENCE.getValue(group).origin().comments();

        assertFalse(own.isEmpty() && ofGroup.isEmpty(), key + " has no comment in conf/headroom-reference.conf");
    }

    @Test
    void everyKeyHasAVariableOfItsOwn() {
        List<String> variables =
                keys().map(key -> key.replace('.', '_').replace('-', '_')).toList();

        assertEquals(variables.size(), new TreeSet<>(variables).size(), variables.toString());
    }
}
