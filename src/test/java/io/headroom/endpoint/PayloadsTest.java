package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadsTest {

    @TempDir
    private Path folder;

    @Test
    void oneFileIsSentAgainAndAgainAsItIs() throws Exception {
        Payloads payloads = Payloads.read(write("one.json", "{ \"x\" : [1,\n 2] }\n"));

        assertEquals(List.of("{ \"x\" : [1,\n 2] }\n", "{ \"x\" : [1,\n 2] }\n"), next(payloads, 2));
        assertEquals(1, payloads.count());
    }

    @Test
    void filesOfAFolderAreTakenInTurnByName() throws Exception {
        write("b.json", "2");
        write("a.json", "1");
        write("c.json", "3");
        write("notes.txt", "no payload");
        Payloads payloads = Payloads.read(folder);

        assertEquals(List.of("1", "2", "3", "1", "2"), next(payloads, 5));
        assertEquals(3, payloads.count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"x\": 1,\n oops}' | (line 2, column",
                "{\"x\": 1            | is not JSON (line 1",
                "{\"x\": 1} {         | is not JSON (line 1, column",
                "[1] 2                | is not JSON (line 1, column",
                "<x/>                 | is not JSON (line 1, column 1)",
                "''                   | is empty",
                "' '                  | is empty"
            })
    void whatIsNotJsonIsRefusedWithItsPlace(String content, String message) throws Exception {
        Path file = write("bad.json", content);

        String refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(file))
                .getMessage();

        assertThat(refused).startsWith(file.toString());
        assertThat(refused).contains(message);
    }

    @Test
    void folderWithoutJsonIsRefused() throws Exception {
        write("notes.txt", "no payload");

        String refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(folder))
                .getMessage();

        assertEquals(folder + " is a folder without a .json file", refused);
    }

    @Test
    void oneBadFileInAFolderIsNamed() throws Exception {
        write("a.json", "1");
        write("b.json", "oops");

        String refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(folder))
                .getMessage();

        assertThat(refused).startsWith(folder.resolve("b.json").toString());
    }

    @Test
    void fingerprintFollowsTheBytes() throws Exception {
        Path file = write("one.json", "{}");
        String before = Payloads.read(file).fingerprint();

        assertEquals("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", before, "SHA-256 of {}");
        assertEquals(before, Payloads.read(file).fingerprint());
        write("one.json", "{ }");
        assertNotEquals(before, Payloads.read(file).fingerprint());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static List<String> next(Payloads payloads, int count) {
        return Stream.generate(payloads::next)
                .limit(count)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void fileThatIsNotThereIsRefused() {
        Path missing = folder.resolve("missing.json");
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(missing));

        assertTrue(refused.getCause() instanceof NoSuchFileException, refused.toString());
    }
}
