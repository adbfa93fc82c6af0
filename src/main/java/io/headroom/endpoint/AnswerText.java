package io.headroom.endpoint;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Shortens the text of an answer to one line that can be shown: cut, and without the secrets of the request. */
public final class AnswerText {

    /** Longest text shown, in characters. */
    static final int LONGEST = 200;

    /** Bytes that are looked at: enough for {@link #LONGEST} characters of four bytes and some white space. */
    private static final int BEGINNING = 2048;

    /** Length from which the value of any header counts as a secret, whatever its name. */
    private static final int LONG_VALUE = 16;

    private static final String MASK = "****";

    private static final Pattern SECRET_NAME = Pattern.compile("key|token|secret|auth|passw|cookie|sig|credential");

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{4,}");

    private final List<String> secrets;

    private AnswerText(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Creates the text of answers to requests with these secrets: the key, the values of headers with a secret's name or length, and
     * the query of the URL.
     */
    public static AnswerText without(Optional<ApiKey> key, Map<String, String> headers, URI url) {
        List<String> secrets = new ArrayList<>();
        key.map(ApiKey::authorization).ifPresent(value -> secrets.add(value.substring("Bearer ".length())));
        headers.forEach((name, value) -> {
            if (value.length() >= LONG_VALUE
                    || SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()) {
                secrets.add(value);
            }
        });
        Optional.ofNullable(url.getRawQuery()).ifPresent(query -> {
            secrets.add(query);
            Arrays.stream(query.split("&", -1))
                    .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                    .filter(value -> value.length() >= LONG_VALUE / 2)
                    .flatMap(value -> Stream.of(value, URLDecoder.decode(value, StandardCharsets.UTF_8)))
                    .forEach(secrets::add);
        });
        return new AnswerText(secrets);
    }

    /** Returns the beginning of a body on one line; empty if the body holds no text. */
    public Optional<String> beginning(byte[] body) {
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String line = masked(text.get().strip().replaceAll("[\\s\\p{Cntrl}]+", " "));
        if (line.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...");
    }

    /** Returns where a redirect leads, without query, user and fragment, which may hold secrets. */
    public String location(String header) {
        String line = header.strip().replaceAll("[\\s\\p{Cntrl}]+", "");
        return masked(line.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//"));
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return CREDENTIALS.matcher(masked).replaceAll("$1 " + MASK);
    }

    /** Returns the beginning as text; empty if it is not UTF-8. A character that the cut divides is left out. */
    private static Optional<String> text(byte[] body) {
        int length = Math.min(body.length, BEGINNING);
        while (length < body.length && length > 0 && (body[length] & 0xC0) == 0x80) {
            length--;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(body, 0, length))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
