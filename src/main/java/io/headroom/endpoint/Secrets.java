package io.headroom.endpoint;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of the requests: the key, and the values of headers and of the URL's query that have a secret's name or look random. A
 * service may send them back, also encoded, so they are masked in all that it says before that is logged, stored or shown.
 */
public final class Secrets {

    /** Stands where a text leaves out a secret. */
    public static final String MASK = "****";

    /** Length from which a random value counts as a secret, whatever its name. */
    private static final int LONG_VALUE = 16;

    /** Length of the shortest secret. A shorter text is in many others by chance, so that a mask would tell more than it hides. */
    private static final int SHORTEST = 4;

    /** Length from which a secret is one wherever it stands. A shorter one may also be a part of a number or a word. */
    static final int UNMISTAKABLE = 8;

    /**
     * Matches a word that says that a value is secret, as a whole word of a name such as {@code X-Api-Key}, {@code apiKey} or
     * {@code sig}.
     */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?<![a-z])(?:(?:api|app|access|auth|bearer|client|function|host|id|master|private|refresh|secret|session|shared|subscription)?"
                    + "(?:key|token|secret)|auth|authorization|authentication|pass(?:word|wd|phrase|code)?|pwd|cookie|sig|signature"
                    + "|credential|jwt|sas)s?(?![a-z])");

    /** Matches the border of two words in a name such as {@code apiKey}. */
    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Name that Azure gives to a key in a query. */
    private static final String CODE = "code";

    /** Matches names of headers that hold no secret, however long their values are. */
    private static final Pattern PUBLIC_NAME =
            Pattern.compile("accept(-.*)?|content-.*|user-agent|host|connection|cache-control|origin|referer");

    /** Matches letters and digits in one word that is too long for one of a language. */
    private static final Pattern RANDOM_WORD =
            Pattern.compile("(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{" + LONG_VALUE + ",}");

    /** Matches letters and digits that alternate more often than in a name with a number or a date. */
    private static final Pattern RANDOM_MIX = Pattern.compile("(?:[0-9]+[^0-9]*[A-Za-z][^0-9]*){4,}");

    /** Matches credentials in the form of a header. */
    private static final Pattern HEADER =
            Pattern.compile("(?i)\\b(authorization[\"']?\\s*[:=]\\s*[\"']?(?:bearer|basic))\\s+[^\\s\"'<>\\\\]{4,}");

    /** Matches the same without a name, where what follows is no word, and none of those that follow in sentences and challenges. */
    private static final Pattern CREDENTIALS = Pattern.compile("\\b((?i:bearer|basic))\\s+(?!(?i:realm|token|auth))"
            + "(?=[^\\s\"'<>\\\\]*(?:[0-9]|[a-z][A-Z]|[+/=_.~,;][^\\s\"'<>\\\\]))[^\\s\"'<>\\\\]{8,}");

    /** Matches the value of a header that begins with its scheme. */
    private static final Pattern SCHEME = Pattern.compile("(?i)(?<scheme>bearer|basic|token)\\s+(?<credentials>\\S+)");

    private final List<String> secrets;
    private final List<EchoedText> echoes;

    private Secrets(Stream<String> secrets) {
        this.secrets = secrets.filter(secret -> secret.strip().length() >= SHORTEST)
                .distinct()
                .toList();
        this.echoes = this.secrets.stream().flatMap(EchoedText::forms).toList();
    }

    /** Returns the secrets of requests with this key and these headers to this URL. */
    public static Secrets of(Optional<ApiKey> key, Map<String, String> headers, URI url) {
        Stream<String> ofKey =
                key.map(ApiKey::authorization).map(value -> value.substring("Bearer ".length())).stream();
        Stream<String> ofHeaders =
                headers.entrySet().stream().flatMap(header -> ofHeader(header.getKey(), header.getValue()));
        Stream<String> ofQuery = Optional.ofNullable(url.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .flatMap(Secrets::ofParameter);
        return new Secrets(Stream.concat(ofKey, Stream.concat(ofHeaders, ofQuery)));
    }

    private static Stream<String> ofHeader(String name, String value) {
        boolean secret = isSecretName(name)
                || (isRandom(value)
                        && !PUBLIC_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches());
        if (!secret) {
            return Stream.empty();
        }
        Matcher scheme = SCHEME.matcher(value.strip());
        return scheme.matches()
                ? Stream.concat(Stream.of(value), ofCredentials(scheme.group("scheme"), scheme.group("credentials")))
                : Stream.of(value);
    }

    /** Returns what follows a scheme, and user and password together, and the password, of what follows {@code Basic}. */
    private static Stream<String> ofCredentials(String scheme, String credentials) {
        if (!scheme.equalsIgnoreCase("basic")) {
            return Stream.of(credentials);
        }
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return Stream.of(credentials, decoded, decoded.substring(decoded.indexOf(':') + 1));
        } catch (IllegalArgumentException noBase64) {
            return Stream.of(credentials);
        }
    }

    private static Stream<String> ofParameter(String parameter) {
        int equals = parameter.indexOf('=');
        String name = parameter.substring(0, Math.max(0, equals));
        String value = parameter.substring(equals + 1);
        boolean secret = isSecretName(name) || name.equalsIgnoreCase(CODE) || isRandom(value);
        return secret ? Stream.of(value, URLDecoder.decode(value, StandardCharsets.UTF_8)) : Stream.empty();
    }

    private static boolean isSecretName(String name) {
        String words = CAMEL_CASE.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
        return SECRET_NAME.matcher(words).find();
    }

    private static boolean isRandom(String value) {
        return value.length() >= LONG_VALUE
                && (RANDOM_WORD.matcher(value).find()
                        || RANDOM_MIX.matcher(value).find());
    }

    /** Returns those secrets that no text holds by chance. */
    public Secrets unmistakable() {
        return new Secrets(secrets.stream().filter(secret -> secret.length() >= UNMISTAKABLE));
    }

    /** Returns a text without these secrets, and without what are credentials after the word {@code Bearer} or {@code Basic}. */
    public String masked(String text) {
        String headers = HEADER.matcher(withoutSecrets(text)).replaceAll("$1 " + MASK);
        return CREDENTIALS.matcher(headers).replaceAll("$1 " + MASK);
    }

    private String withoutSecrets(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int end = echoes.stream()
                    .mapToInt(echo -> echo.end(text, start))
                    .max()
                    .orElse(start);
            if (end > start) {
                masked.append(MASK);
                at = end;
            } else {
                masked.append(text.charAt(at++));
            }
        }
        return masked.toString();
    }

    /** Returns the length of the longest secret, in characters. */
    int longest() {
        return secrets.stream().mapToInt(String::length).max().orElse(0);
    }
}
