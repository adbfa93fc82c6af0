package io.headroom.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of RFC 4180, section 2. */
class CsvTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "plain words, plain words",
                "'a,b', '\"a,b\"'",
                "'say \"no\"', '\"say \"\"no\"\"\"'",
                "'a\nb', '\"a\nb\"'",
                "'a\rb', '\"a\rb\"'",
                "'', ''",
                "' blank ', ' blank '",
                "ü€𝄞, ü€𝄞"
            })
    void cellsAreQuotedWhereTheyMustBe(String text, String cell) {
        assertEquals(cell, Csv.cell(text));
    }

    @Test
    void commasSeparateCellsAndCarriageReturnWithLineFeedEndsLines() {
        assertEquals("a,,\"b,c\"", Csv.line(List.of("a", "", "b,c")));
        assertEquals("\r\n", Csv.LINE_END);
    }
}
