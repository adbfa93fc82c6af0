package io.headroom.endtoend.attack;

import java.util.List;
import java.util.Random;

/** Values that others could have put where Headroom expects a number or a name. */
final class Hostile {

    /** The key of the settings of every attack. No output may contain it. */
    static final String CANARY = "canary-4f6b1c-key";

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4611686018427387904",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "NaN",
            "Infinity",
            "1e308",
            "1e-320",
            "0.5",
            "١٢",
            "0x10",
            "",
            "null",
            "true");

    private static final List<String> TEXTS = List.of(
            "\u001b[2J",
            "\u001b]0;title\u0007",
            "\u009b2J",
            "\n##vso[task.complete result=Succeeded;]",
            "\n::set-output name=x::y",
            "\r::error::broken",
            "\u2028##[error]",
            "\u0000",
            "\u202e\u2066",
            "<script>alert(1)</script>",
            "</script>",
            "=cmd|' /C calc'!A0",
            "\",\"\r\n",
            "\t\t\t",
            "%s%n%1$d",
            "${HEADROOM_API_KEY}",
            "../../../etc/passwd",
            "01 round 1 up: 4 callers",
            "03 round 1 up: 80.00 req/s poisson",
            "99 hold: 2147483647 callers",
            "08 round 99999999999 down: 1e308 req/s poisson",
            "end: complete after 2147483648 steps",
            "measured",
            "\ud83d\ude00\ud800");

    private Hostile() {}

    /** Returns a number that is none, or is too large, too small or out of range. */
    static String number(Random random) {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    /** Returns a text that means something to a terminal, a pipeline, a browser, a spreadsheet, or to Headroom. */
    static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
