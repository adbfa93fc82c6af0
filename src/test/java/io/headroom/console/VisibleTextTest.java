package io.headroom.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @Test
    void charactersWithoutAPictureAreEscaped() {
        assertThat(VisibleText.of("a\u001b[31m \u009b2J \u007f \u202egnp \u2066x \u200b \ufeff \r \udb40\udc41"))
                .isEqualTo("a\\u001b[31m \\u009b2J \\u007f \\u202egnp \\u2066x \\u200b \\ufeff \\u000d \\udb40\\udc41");
        assertThat(VisibleText.of("Größe\t鍵 \ud83d\ude00\n")).isEqualTo("Größe\t鍵 \ud83d\ude00\n");
    }

    /** A family of one emoji, a flag, a Persian word and a Sinhala one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\ud83d\udc69\ud83c\udffd\u200d\u2764\ufe0f\u200d\ud83d\udc68",
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
                "\u0645\u06cc\u200c\u0634\u0648\u062f",
                "\u0dc1\u0dca\u200d\u0dbb\u0dd3"
            })
    void joinersOfWordsAndEmojiStay(String text) {
        assertThat(VisibleText.line(text)).isEqualTo(text);
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void joinersThatJoinNothingAreEscaped() {
        assertThat(VisibleText.line("a\u200db \u200d\ud83d\udc68 \u0645\u200c"))
                .isEqualTo("a\\u200db \\u200d\ud83d\udc68 \u0645\\u200c");
    }

    @Test
    void needlessMarksAreLeftOut() {
        assertThat(VisibleText.line("Kapazit\u00e4ts\u00adtest \u05d0\u200f!"))
                .isEqualTo("Kapazit\u00e4tstest \u05d0!");
    }

    @Test
    void lineIsOneLine() {
        assertThat(VisibleText.line("a\nGates: passed\r\nb\rc\u2028d\u0085e")).isEqualTo("a Gates: passed b c d e");
    }

    @ParameterizedTest
    @CsvSource({
        "says: ##vso[task.complete result=Failed], says: # #vso[task.complete result=Failed]",
        "##[error]x, # #[error]x",
        "x ##teamcity[buildStop], x # #teamcity[buildStop]",
        "####vso[a], ### #vso[a]",
        "::set-output name=a::b, : :set-output name=a::b",
        "'  ::error::x', '  : :error::x'",
        "'\u3000::error::x', '\u3000: :error::x'",
        ":::error::x, : ::error::x"
    })
    void commandsOfPipelinesAreBroken(String text, String shown) {
        assertThat(VisibleText.line(text)).isEqualTo(shown);
        assertThat(VisibleText.lines("a\n" + text + "\n")).isEqualTo("a\n" + shown + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a::b", "## heading", "up 12 callers", "[::1]:80", "#[x]"})
    void otherTextStaysAsItIs(String text) {
        assertThat(VisibleText.line(text)).isEqualTo(text);
    }

    @Test
    void linesKeepTheirEnds() {
        assertThat(VisibleText.lines("a\tb\nc\r\nd\re")).isEqualTo("a\tb\nc\r\nd\\u000de");
    }

    @Test
    void jsonKeepsItsContent() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String content = "##vso[a] \u00ad \u200f \u0645\u200c\u0634 \u009b \u202e \u001b \" \\ ::x";

        String shown = VisibleText.json(json.writeValueAsString(content));

        assertThat(shown).doesNotContain("##vso[").matches("[ -~\u0645\u0634]*");
        assertThat(json.readValue(shown, String.class)).isEqualTo(content);
    }
}
