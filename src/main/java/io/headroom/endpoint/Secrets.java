package io.headroom.endpoint;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of the requests: the key, the values of headers with a secret's name or length, and the query of the URL. A service may
 * send them back, also encoded, so they are masked in all that it says before that is logged, stored or shown.
 */
public final class Secrets {

    /** Stands where a text leaves out a secret. */
    public static final String MASK = "****";

    /** Length from which the value of a header counts as a secret, whatever its name. */
    private static final int LONG_VALUE = 16;

    /** Length from which a secret is one wherever it stands. A shorter one may also be a number or a word in a text of our own. */
    private static final int UNMISTAKABLE = 8;

    private static final Pattern SECRET_NAME = Pattern.compile("key|token|secret|auth|passw|cookie|sig|credential");

    /** Matches names of headers that hold no secret, however long their values are. */
    private static final Pattern PUBLIC_NAME =
            Pattern.compile("accept(-.*)?|content-.*|user-agent|host|connection|cache-control|origin|referer");

    private static final Pattern CREDENTIALS =
            Pattern.compile("\\b(bearer|basic)\\s+[^\\s\"'<>\\\\]{4,}", Pattern.CASE_INSENSITIVE);

    private static final Pattern BASIC = Pattern.compile("(?i)basic\\s+(?<encoded>[A-Za-z0-9+/=_-]+)");

    /** Bytes that Base64 makes four characters of, and how many of these depend on bytes before a text that begins within them. */
    private static final int BASE64_BYTES = 3;

    private static final int[] BASE64_BEFORE = {0, 2, 3};

    private final List<String> secrets;
    private final Optional<Pattern> forms;

    private Secrets(Stream<String> secrets) {
        this.secrets = secrets.filter(Predicate.not(String::isBlank)).distinct().toList();
        this.forms = this.secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(anyOf(
                        this.secrets.stream().flatMap(Secrets::forms).distinct().toList()));
    }

    /** Returns what matches any of the forms. It looks at the first character alone where none begins, so that it is fast on long logs. */
    private static Pattern anyOf(List<Form> forms) {
        String first = forms.stream()
                .map(form -> Pattern.quote(form.text.substring(0, 1)))
                .distinct()
                .collect(Collectors.joining("", "(?=[", "])"));
        return Pattern.compile(
                forms.stream()
                        .sorted(Comparator.comparingInt((Form form) -> form.text.length())
                                .reversed())
                        .map(form -> Pattern.quote(form.text) + form.after)
                        .collect(Collectors.joining("|", first + "(?:", ")")),
                Pattern.CASE_INSENSITIVE);
    }

    /** Returns the secrets of requests with this key and these headers to this URL. */
    public static Secrets of(Optional<ApiKey> key, Map<String, String> headers, URI url) {
        List<String> secrets = new ArrayList<>();
        key.map(ApiKey::authorization).ifPresent(value -> secrets.add(value.substring("Bearer ".length())));
        headers.forEach((name, value) -> secrets.addAll(ofHeader(name.toLowerCase(Locale.ROOT), value)));
        Optional.ofNullable(url.getRawQuery()).ifPresent(query -> secrets.addAll(ofQuery(query)));
        return new Secrets(secrets.stream());
    }

    private static List<String> ofHeader(String name, String value) {
        boolean secret = SECRET_NAME.matcher(name).find()
                || (value.length() >= LONG_VALUE && !PUBLIC_NAME.matcher(name).matches());
        return secret
                ? Stream.concat(
                                Stream.of(value),
                                BASIC.matcher(value).results().flatMap(basic -> ofBasic(basic.group(1))))
                        .toList()
                : List.of();
    }

    /** Returns user and password together, and the password, of what follows {@code Basic}. */
    private static Stream<String> ofBasic(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Stream.of(encoded, decoded, decoded.substring(decoded.indexOf(':') + 1));
        } catch (IllegalArgumentException noBase64) {
            return Stream.of(encoded);
        }
    }

    private static List<String> ofQuery(String query) {
        return Stream.concat(
                        Stream.of(query),
                        Arrays.stream(query.split("&", -1))
                                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                                .filter(value -> value.length() >= UNMISTAKABLE)
                                .flatMap(value -> Stream.of(value, URLDecoder.decode(value, StandardCharsets.UTF_8))))
                .toList();
    }

    /** Returns those secrets that no text holds by chance. */
    public Secrets unmistakable() {
        return new Secrets(secrets.stream().filter(secret -> secret.length() >= UNMISTAKABLE));
    }

    /** Returns a text without these secrets, and without what follows the word {@code Bearer} or {@code Basic}. */
    public String masked(String text) {
        String masked =
                forms.map(pattern -> pattern.matcher(text).replaceAll(MASK)).orElse(text);
        return CREDENTIALS.matcher(masked).replaceAll("$1 " + MASK);
    }

    /** Returns what matches these secrets in all forms; empty if there are none. */
    public Optional<Pattern> pattern() {
        return forms;
    }

    /** Returns the length of the longest secret, in characters. */
    int longest() {
        return secrets.stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * A form in which a secret is sent back.
     *
     * @param after pattern of what follows and is masked, too
     */
    private record Form(String text, String after) {}

    /** Returns the forms of a secret: as it is, in JSON, HTML, a URL, and Base64. */
    private static Stream<Form> forms(String secret) {
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        Stream<Form> plain = Stream.of(
                        secret,
                        secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                        secret.replace("\\", "\\\\").replace("\"", "\\\""),
                        secret.replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                                .replace("\"", "&quot;"),
                        url,
                        url.replace("+", "%20"))
                .map(text -> new Form(text, ""));
        return secret.length() < UNMISTAKABLE ? plain : Stream.concat(plain, base64(secret));
    }

    /**
     * Returns what Base64 makes of a text, wherever it stands in a longer one such as {@code Bearer x} or {@code user:x}: after 0, 1 or
     * 2 bytes of a group of three. Characters that also depend on bytes around it are left out, and masked if they follow.
     */
    private static Stream<Form> base64(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(0, 1, 2).flatMap(offset -> {
            byte[] placed = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, placed, offset, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(placed);
            String own = encoded.substring(
                    BASE64_BEFORE[offset], encoded.length() - (placed.length % BASE64_BYTES == 0 ? 0 : 1));
            String after = placed.length % BASE64_BYTES == 0 ? "" : "[\\w+/-]?={0,2}";
            return Stream.of(own, own.replace('+', '-').replace('/', '_')).map(form -> new Form(form, after));
        });
    }
}
