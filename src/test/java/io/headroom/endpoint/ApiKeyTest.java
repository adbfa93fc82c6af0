package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String SECRET = "s3cr3t";

    @TempDir
    private Path folder;

    /** A record that holds a key, to be printed and serialised. */
    private record Holder(String name, ApiKey key) {}

    @Test
    void onlyTheHeaderShowsTheKey() {
        assertEquals("Bearer s3cr3t", ApiKey.of(SECRET).authorization());
        assertEquals("****", ApiKey.of(SECRET).toString());
        assertThat(new Holder("a", ApiKey.of(SECRET)).toString()).doesNotContain(SECRET);
    }

    @Test
    void nothingElseIsPublic() {
        List<String> methods = Arrays.stream(ApiKey.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .sorted()
                .toList();

        assertEquals(List.of("authorization", "toString"), methods);
        assertEquals(0, ApiKey.class.getFields().length);
    }

    @Test
    void jsonOfAHolderDoesNotLeakIt() throws Exception {
        ObjectMapper json = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

        assertEquals("{\"name\":\"a\",\"key\":{}}", json.writeValueAsString(new Holder("a", ApiKey.of(SECRET))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\n", "s3cr3t two", "s3cr3t\ntwo", "s3cr3tü", "s3cr3t\u007f", "s3cr3t\u0000", "鍵"})
    void keyThatNoHeaderCouldCarryIsRefusedWithoutQuotingIt(String value) {
        String message = assertThrows(IllegalArgumentException.class, () -> ApiKey.of(value))
                .getMessage();

        assertThat(message).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, byte order mark",
        "UTF-16LE, not plain ASCII",
        "UTF-16BE, not plain ASCII",
        "ISO-8859-1, not plain ASCII",
        "UTF-8, not plain ASCII"
    })
    void fileInAnotherEncodingIsRefusedInOneSentence(String charset, String reason) throws Exception {
        Path file = folder.resolve("key");
        Files.write(file, "s3cr3tü\n".getBytes(Charset.forName(charset)));

        assertThatThrownBy(() -> ApiKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("save it as plain ASCII")
                .message()
                .doesNotContain(SECRET, "\n");
    }

    @Test
    void byteOrderMarkOfUtf8IsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "\ufeffs3cr3t");

        assertThatThrownBy(() -> ApiKey.read(file)).hasMessageContaining("starts with a byte order mark");
    }

    @Test
    void whiteSpaceAroundItIsIgnored() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "  s3cr3t\r\n");

        assertEquals("Bearer s3cr3t", ApiKey.read(file).authorization());
    }
}
