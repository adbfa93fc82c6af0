package io.headroom.endtoend.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damage to text that consists of lines: logs of old versions, TSV, CSV, settings, and JSON. */
enum TextMutation implements Mutation {
    LINES_DROPPED {
        @Override
        String damaged(String text, Random random) {
            List<String> lines = lines(text);
            int from = random.nextInt(lines.size());
            lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(MOST_LINES)))
                    .clear();
            return String.join("\n", lines);
        }
    },
    LINES_DOUBLED {
        @Override
        String damaged(String text, Random random) {
            List<String> lines = lines(text);
            int from = random.nextInt(lines.size());
            int to = Math.min(lines.size(), from + 1 + random.nextInt(MOST_LINES));
            lines.addAll(to, List.copyOf(lines.subList(from, to)));
            return String.join("\n", lines);
        }
    },
    LINES_SWAPPED {
        @Override
        String damaged(String text, Random random) {
            List<String> lines = lines(text);
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
            }
            return String.join("\n", lines);
        }
    },
    LINE_VERY_LONG {
        @Override
        String damaged(String text, Random random) {
            List<String> lines = lines(text);
            String much = "x".repeat(1 << (10 + random.nextInt(11)));
            lines.set(random.nextInt(lines.size()), random.nextBoolean() ? much : much.replace('x', '\t'));
            return String.join("\n", lines);
        }
    },
    NUMBER_EXTREME {
        @Override
        String damaged(String text, Random random) {
            return replaced(text, NUMBER, Hostile.number(random), random);
        }
    },
    NUMBERS_MANY_EXTREME {
        @Override
        String damaged(String text, Random random) {
            String damaged = text;
            for (int i = 0; i < 20; i++) {
                damaged = replaced(damaged, NUMBER, Hostile.number(random), random);
            }
            return damaged;
        }
    },
    TIME_SET_BACK {
        @Override
        String damaged(String text, Random random) {
            return shifted(text, -3_600_000L * (1 + random.nextInt(48)), random);
        }
    },
    TIME_SET_FORWARD {
        @Override
        String damaged(String text, Random random) {
            return shifted(text, 90_000_000L * (1 + random.nextInt(1_000_000)), random);
        }
    },
    WORD_HOSTILE {
        @Override
        String damaged(String text, Random random) {
            return replaced(text, WORD, Hostile.text(random), random);
        }
    },
    WORD_HOSTILE_IN_JSON {
        @Override
        String damaged(String text, Random random) {
            StringBuilder escaped = new StringBuilder();
            Hostile.text(random).chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
            return replaced(text, WORD, escaped.toString(), random);
        }
    },
    LETTER_CHANGED {
        @Override
        String damaged(String text, Random random) {
            return replaced(text, LETTER, String.valueOf((char) ('a' + random.nextInt(26))), random);
        }
    },
    COLUMN_DROPPED {
        @Override
        String damaged(String text, Random random) {
            return replaced(text, COLUMN, "", random);
        }
    },
    COLUMN_DOUBLED {
        @Override
        String damaged(String text, Random random) {
            return replaced(text, COLUMN, "\tOK\t17", random);
        }
    },
    VALUE_OF_ANOTHER_TYPE {
        @Override
        String damaged(String text, Random random) {
            List<String> values = List.of("[]", "{}", "null", "true", "\"x\"", "[1,2]", "{\"a\":1}", "1", "-0.0");
            return replaced(text, JSON_VALUE, values.get(random.nextInt(values.size())), random);
        }
    },
    VERY_DEEP {
        @Override
        String damaged(String text, Random random) {
            String deep = random.nextBoolean() ? "[".repeat(100_000) : "{\"a\":".repeat(100_000);
            return random.nextBoolean() ? deep : replaced(text, JSON_VALUE, deep, random);
        }
    };

    private static final int MOST_LINES = 40;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern TIME = Pattern.compile("\\d{6,13}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z .-]*");
    private static final Pattern LETTER = Pattern.compile("[a-z]");
    private static final Pattern COLUMN = Pattern.compile("[\\t,][^\\t,\\n]*");
    private static final Pattern JSON_VALUE =
            Pattern.compile("(?<=[:=] ?)(\"[^\"\\n]*\"|-?[\\d.]+|true|false|\\[|\\{)");

    abstract String damaged(String text, Random random);

    @Override
    public byte[] damaged(byte[] whole, Random random) {
        // one char for each byte, so that what is not damaged stays as it is
        return Latin1.bytes(damaged(Latin1.text(whole), random));
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    }

    private static String replaced(String text, Pattern what, String by, Random random) {
        int from = random.nextBoolean() ? 0 : random.nextInt(Math.max(1, text.length()));
        int skipped = random.nextInt(12);
        return what.matcher(text)
                .results()
                .filter(found -> found.start() >= from)
                .skip(skipped)
                .findFirst()
                .map(found -> text.substring(0, found.start()) + Latin1.ofUtf8(by) + text.substring(found.end()))
                .orElse(text);
    }

    /** Shifts all times from some line on, or one time only. */
    private static String shifted(String text, long millis, Random random) {
        int from = random.nextInt(Math.max(1, text.length()));
        List<MatchResult> times = TIME.matcher(text)
                .results()
                .filter(found -> found.start() >= from)
                .limit(random.nextBoolean() ? 1 : Integer.MAX_VALUE)
                .toList();
        StringBuilder damaged = new StringBuilder();
        int copied = 0;
        for (MatchResult time : times) {
            damaged.append(text, copied, time.start()).append(Long.parseLong(time.group()) + millis);
            copied = time.end();
        }
        return damaged.append(text.substring(copied)).toString();
    }

    private static final class Latin1 {
        static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        static String ofUtf8(String text) {
            return text(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
