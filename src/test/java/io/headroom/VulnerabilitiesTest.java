package io.headroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code .ci/vulnerabilities} on records of our own. */
class VulnerabilitiesTest {

    private static final String RECORD = """
            {"id": "OSV-TEST-1", "summary": "Prototype pollution", "affected": [
              {"package": {"ecosystem": "npm", "name": "uplot"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.6.31"}]}]},
              {"package": {"ecosystem": "Maven", "name": "a:b"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"last_affected": "2.10.1"}]}],
               "versions": ["1.9-odd"]}]}
            """;

    @TempDir
    private Path folder;

    private record Ended(int status, String output) {}

    @BeforeEach
    void requirePrograms() {
        assumeTrue(
                Stream.of("bash", "python3")
                        .allMatch(program -> Stream.of(System.getenv("PATH").split(":", -1))
                                .anyMatch(place -> Files.isExecutable(Path.of(place, program)))),
                "needs bash and python3");
    }

    @ParameterizedTest
    @CsvSource({
        "uplot 1.6.30, 1",
        "uplot 1.6.9,  1",
        "uplot 1.6.31, 0",
        "uplot 1.6.32, 0",
        "a:b 1.9,      0",
        "a:b 1.9-odd,  1",
        "a:b 2.0-rc1,  0",
        "a:b 2.0,      1",
        "a:b 2.9.9,    1",
        "a:b 2.10.1,   1",
        "a:b 2.10.2,   0",
        "c:d 2.1,      0"
    })
    void libraryThatIsAffectedEndsTheCheck(String library, int status) throws Exception {
        Path records = Files.createDirectories(folder.resolve("records"));
        Files.writeString(records.resolve("record.json"), RECORD);
        Path list = Files.writeString(folder.resolve("list"), library + "\n");

        Ended ended = run(Optional.of(records), list);

        assertThat(ended.status()).as(ended.output()).isEqualTo(status);
        assertThat(ended.output().contains(library + ": OSV-TEST-1")).isEqualTo(status == 1);
    }

    @Test
    void folderWithoutRecordsIsNoProof() throws Exception {
        Path list = Files.writeString(folder.resolve("list"), "uplot 1.6.32\n");

        assertThat(run(Optional.of(folder), list).status()).isEqualTo(1);
    }

    @Test
    void withoutADatabaseItSaysThatItIsSkipped() throws Exception {
        Ended ended = run(Optional.empty(), folder);

        assertThat(ended.status()).isZero();
        assertThat(ended.output()).startsWith("SKIPPED: ");
    }

    private static Ended run(Optional<Path> records, Path list) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", ".ci/vulnerabilities", list.toString()).redirectErrorStream(true);
        builder.environment().remove("OSV_RECORDS");
        records.ifPresent(place -> builder.environment().put("OSV_RECORDS", place.toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
