package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "search.round, headroom.search.rounds",
        "search.max-callers, headroom.search.maximum-callers",
        "endpoint.uri, headroom.endpoint.url",
        "standin.pods, headroom.stand-in.pods",
        "endpoint.header.X-Team, headroom.endpoint.headers"
    })
    void unknownKeyNamesTheNearestThatExists(String key, String nearest) {
        List<String> problems = new Sources().property(key, "1").problems();

        assertEquals(
                List.of("  - headroom." + key + " (-Dheadroom." + key + ") is no setting; did you mean " + nearest
                        + "?"),
                problems);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search..rounds", "search.$rounds"})
    void keyOfTheCommandLineThatCannotBeOneIsNamed(String key) {
        assertEquals(
                List.of("  - -Dheadroom." + key + " is no setting; a key is made of names with points between them"),
                new Sources().property(key, "1").problems());
    }

    @Test
    void unknownVariableIsNamedAsTheUserWroteIt() {
        List<String> problems =
                new Sources().variable("HEADROOM_SEARCH_ROUND", "1").problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).contains("environment variable HEADROOM_SEARCH_ROUND");
        assertThat(problems.get(0)).contains("did you mean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "headroom { search { rounds = 3 }",
                "headroom.search.rounds = [1, 2",
                "headroom.search.rounds = ${no.such.thing}",
                "headroom = = 3",
                "headroom : \"unclosed"
            })
    void malformedFileIsASettingsProblemThatNamesTheFile(String content) throws Exception {
        List<String> problems = new Sources().file(folder, content).problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).matches(".*headroom\\.conf: \\d+.*");
    }

    @Test
    void lineOfTheMistakeIsSaid() throws Exception {
        List<String> problems = new Sources()
                .file(folder, "headroom {\n  search { rounds = 3 }\n  hold { duration = ]\n}\n")
                .problems();

        assertThat(problems.get(0)).contains("headroom.conf: 3");
    }

    @Test
    void folderInPlaceOfTheFileIsASettingsProblem() throws Exception {
        Path notAFile = Files.createDirectory(folder.resolve("headroom.conf"));

        assertEquals(1, new Sources().file(notAFile).problems().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "search", "stand-in", "endpoint.tls", "fine-tuning"})
    void valueInPlaceOfAGroupIsASettingsProblem(String group) {
        List<String> problems = new Sources().property(group, "5").problems();

        assertTrue(
                problems.stream().anyMatch(line -> line.contains("-Dheadroom." + group + ") is no setting")),
                problems.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"search..rounds", "search.", "search.rounds("})
    void keyThatCannotBeReadIsASettingsProblem(String key) {
        assertEquals(1, new Sources().property(key, "5").problems().size());
    }
}
