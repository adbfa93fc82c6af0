package io.headroom.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises a text that a service sends back. Each of its characters may be written as it is, or escaped as in JSON, HTML or a URL,
 * more than once, too; upper and lower case are the same. Characters are compared one by one, since a pattern for all of them would
 * overflow the stack on a long text.
 */
final class EchoedText {

    /** Matches an escaped character. */
    private static final Pattern ESCAPED = Pattern.compile(
            "\\\\+(?:u(?<json>\\p{XDigit}{4})|x(?<hex>\\p{XDigit}{2})|(?<plain>.))"
                    + "|%(?:25)*(?<url>\\p{XDigit}{2})"
                    + "|&(?:amp;)*(?:#0*(?<decimal>\\d{1,5})|#[xX]0*(?<html>\\p{XDigit}{1,4})|(?<name>[A-Za-z]+));?",
            Pattern.DOTALL);

    private static final Map<String, Integer> ENTITIES = Map.ofEntries(
            Map.entry("amp", (int) '&'),
            Map.entry("lt", (int) '<'),
            Map.entry("gt", (int) '>'),
            Map.entry("quot", (int) '"'),
            Map.entry("apos", (int) '\''),
            Map.entry("sol", (int) '/'),
            Map.entry("bsol", (int) '\\'),
            Map.entry("plus", (int) '+'),
            Map.entry("equals", (int) '='),
            Map.entry("colon", (int) ':'),
            Map.entry("semi", (int) ';'),
            Map.entry("comma", (int) ','),
            Map.entry("period", (int) '.'),
            Map.entry("lowbar", (int) '_'),
            Map.entry("num", (int) '#'),
            Map.entry("dollar", (int) '$'),
            Map.entry("percnt", (int) '%'),
            Map.entry("excl", (int) '!'),
            Map.entry("quest", (int) '?'),
            Map.entry("commat", (int) '@'),
            Map.entry("ast", (int) '*'),
            Map.entry("lpar", (int) '('),
            Map.entry("rpar", (int) ')'));

    /** Bytes that Base64 makes four characters of, and how many of these depend on bytes before a text that begins within them. */
    private static final int BASE64_BYTES = 3;

    private static final int[] BASE64_BEFORE = {0, 2, 3};

    private static final int HEX = 16;

    private final String text;
    private final boolean wholeWord;
    private final boolean cut;

    /**
     * @param wholeWord whether it is recognised only where no letter or digit stands next to it
     * @param cut       whether it is Base64 whose next character depends on this text, too
     */
    private EchoedText(String text, boolean wholeWord, boolean cut) {
        this.text = text;
        this.wholeWord = wholeWord;
        this.cut = cut;
    }

    /** Returns what a secret is recognised by: itself, and if it is long enough also its bytes in hexadecimal and in Base64. */
    static Stream<EchoedText> forms(String secret) {
        if (secret.length() < Secrets.UNMISTAKABLE) {
            return Stream.of(new EchoedText(secret, true, false));
        }
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        return Stream.concat(
                Stream.of(new EchoedText(secret, false, false), new EchoedText(hex, false, false)), base64(secret));
    }

    /**
     * Returns what Base64 makes of a text, wherever it stands in a longer one such as {@code Bearer x} or {@code user:x}: after 0, 1 or
     * 2 bytes of a group of three. Characters that also depend on bytes around it are left out, and masked if they follow.
     */
    private static Stream<EchoedText> base64(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(0, 1, 2).flatMap(offset -> {
            byte[] placed = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, placed, offset, bytes.length);
            boolean cut = placed.length % BASE64_BYTES != 0;
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(placed);
            String own = encoded.substring(BASE64_BEFORE[offset], encoded.length() - (cut ? 1 : 0));
            return Stream.of(own, own.replace('+', '-').replace('/', '_'))
                    .distinct()
                    .map(form -> new EchoedText(form, false, cut));
        });
    }

    /** Returns where this text ends if it stands at a place in another one; -1 if it does not. */
    int end(String other, int start) {
        if (wholeWord && start > 0 && Character.isLetterOrDigit(other.charAt(start - 1))) {
            return -1;
        }
        int end = other.regionMatches(true, start, text, 0, text.length())
                ? start + text.length()
                : endOfEscaped(other, start);
        if (end < 0 || (wholeWord && end < other.length() && Character.isLetterOrDigit(other.charAt(end)))) {
            return -1;
        }
        return cut ? endOfBase64(other, end) : end;
    }

    private int endOfEscaped(String other, int start) {
        int at = start;
        for (int i = 0; i < text.length() && at >= 0; i++) {
            at = after(other, at, text.charAt(i));
        }
        return at;
    }

    private static int endOfBase64(String other, int end) {
        int at = end;
        if (at < other.length()
                && (Character.isLetterOrDigit(other.charAt(at)) || "+/-_".indexOf(other.charAt(at)) >= 0)) {
            at++;
        }
        for (int next = after(other, at, '='); next >= 0; next = after(other, at, '=')) {
            at = next;
        }
        return at;
    }

    /** Returns the place after a character if that stands at a place, maybe escaped; -1 if it does not. */
    private static int after(String other, int at, char wanted) {
        if (at >= other.length()) {
            return -1;
        }
        char first = other.charAt(at);
        if (first == '\\' || first == '%' || first == '&') {
            Matcher escaped = ESCAPED.matcher(other).region(at, other.length());
            if (escaped.lookingAt() && same(decoded(escaped), wanted)) {
                return escaped.end();
            }
        }
        return same(first, wanted) || (wanted == ' ' && first == '+') ? at + 1 : -1;
    }

    private static boolean same(int character, char wanted) {
        return Character.toLowerCase(character) == Character.toLowerCase(wanted);
    }

    private static int decoded(Matcher escaped) {
        for (String group : new String[] {"json", "hex", "url", "html"}) {
            if (escaped.group(group) != null) {
                return Integer.parseInt(escaped.group(group), HEX);
            }
        }
        if (escaped.group("decimal") != null) {
            return Integer.parseInt(escaped.group("decimal"));
        }
        return escaped.group("plain") != null
                ? escaped.group("plain").charAt(0)
                : ENTITIES.getOrDefault(escaped.group("name"), -1);
    }
}
