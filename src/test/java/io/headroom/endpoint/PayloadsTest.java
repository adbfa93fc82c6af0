package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {

    private static final Optional<String> UNDECLARED = Optional.empty();

    @TempDir
    private Path folder;

    @Test
    void oneFileIsSentAgainAndAgainAsItIs() throws Exception {
        Payloads payloads = Payloads.read(write("one.json", "{ \"x\" : [1,\n 2] }\n"), UNDECLARED);

        assertEquals(List.of("{ \"x\" : [1,\n 2] }\n", "{ \"x\" : [1,\n 2] }\n"), next(payloads, 2));
        assertEquals(1, payloads.count());
    }

    @Test
    void filesOfAFolderAreTakenInTurnByName() throws Exception {
        write("b.json", "2");
        write("a.json", "1");
        write("c.json", "3");
        write("notes.txt", "no payload");
        Payloads payloads = Payloads.read(folder, UNDECLARED);

        assertEquals(List.of("1", "2", "3", "1", "2"), next(payloads, 5));
        assertEquals(3, payloads.count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"x\": 1,\n oops}' | line 2, column 2: expected a name in double quotes, found oops",
                "{\"x\": 1            | line 1, column 8: expected a comma, or }, found the end of the file",
                "{\"x\": 1} {         | line 1, column 10: expected the end of the document, found {",
                "[1] 2                | line 1, column 5: expected the end of the document, found 2",
                "[1, 2,]              | line 1, column 7: expected a value, found ]",
                "{'x': 1}             | line 1, column 2: expected a name in double quotes, or }, found '",
                "{\"x\" 1}            | line 1, column 6: expected a colon, found 1",
                "[NaN]                | line 1, column 2: expected a value, found NaN",
                "[01]                 | line 1, column 3: expected a comma, or ], found 1",
                "[\"a                 | line 1, column 4: expected a double quote at the end of the text, found the end",
                "[\"\\x\"]             | line 1, column 3: expected an escape",
                "<x/>                 | line 1, column 1: expected a value, found <",
                "' '                  | line 1, column 2: expected a value, found the end of the file"
            })
    void whatIsNotJsonIsRefusedWithItsPlaceInOurWords(String content, String message) throws Exception {
        Path file = write("bad.json", content.replace("''", "'"));

        String refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(file, UNDECLARED))
                .getMessage();

        assertThat(refused).startsWith(file + " is not JSON, as its type application/json says: " + message);
        assertThat(refused).contains("headroom.endpoint.content-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "0",
                "-1.5e+10",
                "\"\\u00e4\\\"\"",
                "{\"a\": {\"b\": [1, {}, [], [[2]]]}, \"c\": null}",
                "true\n"
            })
    void whatIsJsonIsTaken(String content) throws Exception {
        assertEquals(1, Payloads.read(write("good.json", content), UNDECLARED).count());
    }

    /** Images are sent as texts of millions of characters. */
    @Test
    void longTextIsTaken() throws Exception {
        String image = "\"" + "A".repeat(3_000_000) + "\\/".repeat(100_000) + "\"";

        assertEquals(1, Payloads.read(write("image.json", image), UNDECLARED).count());
    }

    @Test
    void deepNestingIsTaken() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertEquals(1, Payloads.read(write("deep.json", deep), UNDECLARED).count());
    }

    @Test
    void emptyFileIsRefusedWhateverItsType() throws Exception {
        Path file = write("empty.csv", "");

        assertEquals(
                file + " is empty",
                assertThrows(IllegalArgumentException.class, () -> Payloads.read(file, UNDECLARED))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, text/csv",
        "a.CSV, text/csv",
        "a.txt, text/plain",
        "a.jpeg, image/jpeg",
        "a.png, image/png",
        "a.pb, application/x-protobuf",
        "a.unknown, application/octet-stream",
        "noextension, application/octet-stream",
        "csv, application/octet-stream"
    })
    void extensionTellsTheType(String name, String type) throws Exception {
        assertEquals(type, Payloads.read(write(name, "5.1,3.5"), UNDECLARED).contentType());
    }

    @Test
    void jsonWithAnotherExtensionIsJson() throws Exception {
        Payloads payloads = Payloads.read(write("request.body", "{\"x\": 1}"), UNDECLARED);

        assertEquals("application/json", payloads.contentType());
        assertTrue(payloads.isJson());
    }

    @Test
    void binaryBodyIsSentByteForByte() throws Exception {
        byte[] image = {(byte) 0xFF, (byte) 0xD8, 0, 1, (byte) 0xFF};
        Path file = Files.write(folder.resolve("cat.jpg"), image);

        assertArrayEquals(image, Payloads.read(file, UNDECLARED).next());
    }

    @Test
    void declaredTypeWinsOverTheExtension() throws Exception {
        Payloads payloads = Payloads.read(write("rows.json", "no json"), Optional.of("text/plain; charset=utf-8"));

        assertEquals("text/plain; charset=utf-8", payloads.contentType());
    }

    @Test
    void whatIsDeclaredAsJsonMustBeJson() throws Exception {
        Path file = write("rows.csv", "1,2");

        assertThat(assertThrows(
                                IllegalArgumentException.class,
                                () -> Payloads.read(file, Optional.of("application/vnd.kserve+json")))
                        .getMessage())
                .contains("rows.csv is not JSON: line 1, column 2: expected the end of the document");
    }

    @Test
    void eachJsonLineMustBeJson() throws Exception {
        assertEquals(
                "application/jsonlines",
                Payloads.read(write("good.jsonl", "{\"x\": 1}\n{\"x\": 2}\n"), UNDECLARED)
                        .contentType());
        Path bad = write("bad.jsonl", "{\"x\": 1}\n{\"x\" 2}\n");

        assertThat(assertThrows(IllegalArgumentException.class, () -> Payloads.read(bad, UNDECLARED))
                        .getMessage())
                .contains("line 2, column 6: expected a colon, found 2");
    }

    @Test
    void folderWithoutJsonSendsAllItsFiles() throws Exception {
        write("b.csv", "2");
        write("a.csv", "1");
        write(".hidden", "x");

        Payloads payloads = Payloads.read(folder, UNDECLARED);

        assertEquals(List.of("1", "2", "1"), next(payloads, 3));
        assertEquals("2 bodies of 1 bytes, text/csv", payloads.description());
    }

    @Test
    void folderWithSeveralTypesIsRefused() throws Exception {
        write("a.csv", "1");
        write("notes.txt", "no payload");

        assertEquals(
                folder + " holds files of several types (text/csv, text/plain); keep one, or set"
                        + " headroom.endpoint.content-type",
                assertThrows(IllegalArgumentException.class, () -> Payloads.read(folder, UNDECLARED))
                        .getMessage());
    }

    @Test
    void emptyFolderIsRefused() {
        assertEquals(
                folder + " is a folder without files",
                assertThrows(IllegalArgumentException.class, () -> Payloads.read(folder, UNDECLARED))
                        .getMessage());
    }

    @Test
    void oneBadFileInAFolderIsNamed() throws Exception {
        write("a.json", "1");
        write("b.json", "oops");

        String refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(folder, UNDECLARED))
                .getMessage();

        assertThat(refused).startsWith(folder.resolve("b.json").toString());
    }

    @Test
    void fingerprintFollowsTheBytes() throws Exception {
        Path file = write("one.json", "{}");
        String before = Payloads.read(file, UNDECLARED).fingerprint();

        assertEquals("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", before, "SHA-256 of {}");
        assertEquals(before, Payloads.read(file, UNDECLARED).fingerprint());
        write("one.json", "{ }");
        assertNotEquals(before, Payloads.read(file, UNDECLARED).fingerprint());
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
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> Payloads.read(missing, UNDECLARED));

        assertTrue(refused.getCause() instanceof NoSuchFileException, refused.toString());
    }
}
