package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms in which a key can be sent back. Written apart from the code that masks them, so that both do not miss the same one. */
public final class KeyForms {

    /** Holds what some encodings write in another way, and what Base64 writes with all of its characters. */
    public static final String KEY = "ab/cd+ef~ghIJKL12345?>?~==";

    private KeyForms() {}

    /** Returns the key in all forms. */
    public static List<String> all() {
        String url = URLEncoder.encode(KEY, StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(
                KEY,
                KEY.toUpperCase(Locale.ROOT),
                KEY.replace("/", "\\/"),
                escaped(symbol -> String.format(Locale.ROOT, "\\u%04x", symbol)),
                escaped(symbol -> String.format(Locale.ROOT, "\\u%04X", symbol)),
                KEY.replace("=", "\\u003d").replace(">", "\\u003e"),
                escaped(symbol -> String.format(Locale.ROOT, "\\x%02x", symbol)),
                url,
                url.toLowerCase(Locale.ROOT),
                url.replace("%7E", "~"),
                url.replace("%2F", "/").replace("%7E", "~"),
                url.replace("%", "%25"),
                url.replace("%", "%25").replace("%", "%25"),
                escaped(symbol -> "&#" + symbol + ";"),
                escaped(symbol -> "&#x" + Integer.toHexString(symbol) + ";"),
                escaped(symbol -> String.format(Locale.ROOT, "&#x%02X;", symbol)),
                escaped(symbol -> "&amp;#" + symbol + ";"),
                KEY.replace(">", "&gt;"),
                KEY.replace(">", "&gt;")
                        .replace("=", "&#61;")
                        .replace("/", "&sol;")
                        .replace("+", "&plus;"),
                KEY.chars().mapToObj(c -> String.format(Locale.ROOT, "%02x", c)).collect(Collectors.joining()),
                KEY.chars().mapToObj(c -> String.format(Locale.ROOT, "%02X", c)).collect(Collectors.joining())));
        for (String before : List.of("", "a", "ab", "Bearer ", "user:")) {
            byte[] bytes = (before + KEY).getBytes(StandardCharsets.UTF_8);
            forms.add(Base64.getEncoder().encodeToString(bytes));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return forms;
    }

    private static String escaped(IntFunction<String> escape) {
        return KEY.chars()
                .mapToObj(c -> Character.isLetterOrDigit(c) ? Character.toString(c) : escape.apply(c))
                .collect(Collectors.joining());
    }

    /** Asserts that a text holds the key in no form. */
    public static void assertAbsent(String description, String text) {
        // Base64 writes the beginning and the end of the key together with what is around it
        List<String> parts = all().stream()
                .map(form -> form.toLowerCase(Locale.ROOT))
                .map(form -> form.length() < KEY.length() * 4 / 3 ? form : form.substring(12, form.length() - 4))
                .toList();
        assertThat(text.toLowerCase(Locale.ROOT)).as(description).doesNotContain(parts);
        assertThat(text.toLowerCase(Locale.ROOT))
                .as(description)
                .doesNotContain(
                        KEY.substring(0, 12).toLowerCase(Locale.ROOT),
                        KEY.substring(12).toLowerCase(Locale.ROOT));
    }

    /** Asserts that no file in a folder holds the key, in Latin-1, UTF-8 or UTF-16. */
    public static void assertAbsent(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString()).doesNotEndWith(".hprof");
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertAbsent(file.toString(), text);
                assertAbsent(file.toString(), text.replace("\0", ""));
            }
        }
    }
}
