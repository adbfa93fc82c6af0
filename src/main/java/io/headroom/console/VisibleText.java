package io.headroom.console;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text harmless for its readers. Characters that cannot be seen become escapes such as {@code \}{@code u001b}: they would move
 * the cursor of a terminal, or reverse the direction of what follows. A blank breaks the words that pipelines take for commands.
 */
public final class VisibleText {

    /** Matches controls but tab and line feed, marks of the direction of text, and other characters without a picture. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F"
                    + "\\uFEFF\\uFFF9-\\uFFFB\\x{E0000}-\\x{E007F}]");

    /** Matches the same but the carriage return at the end of a line, as Windows and CSV have it. */
    private static final Pattern INVISIBLE_BUT_LINE_END = Pattern.compile("(?!\\r\\n)" + INVISIBLE.pattern());

    /** Holds the joiners of emoji and of letters, and what forbids to join letters. */
    private static final String JOINERS = "\u200C\u200D";

    /** Scripts whose letters need no joiners. */
    private static final Set<Character.UnicodeScript> UNJOINED =
            Set.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.GREEK, Character.UnicodeScript.CYRILLIC);

    /** Holds the soft hyphen and the marks of direction that stand in ordinary text: without them it reads the same. */
    private static final String NEEDLESS = "\u00AD\u200E\u200F";

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\x0B\\f\\x85\\u2028\\u2029]+");

    /** Matches the hash before commands of Azure ({@code ##vso[}), TeamCity ({@code ##teamcity[}) and GitHub ({@code ##[}). */
    private static final Pattern HASH_COMMAND = Pattern.compile("#(?=#\\w*\\[)");

    /** Matches the colon before commands of GitHub ({@code ::set-output}), which stand at the beginning of a line. */
    private static final Pattern COLON_COMMAND =
            Pattern.compile("^(\\s*:)(?=:)", Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS);

    private VisibleText() {}

    /** Returns the text with an escape for each character that cannot be seen. Tabs and ends of lines stay. */
    public static String of(String text) {
        return isPlain(text) ? text : INVISIBLE_BUT_LINE_END.matcher(text).replaceAll(found -> shown(text, found));
    }

    /** Returns the text on one line, without a command of a pipeline. */
    public static String line(String text) {
        return lines(LINE_BREAK.matcher(text).replaceAll(" "));
    }

    /** Returns the text without a command of a pipeline. Ends of lines stay as they are. */
    public static String lines(String text) {
        return withoutCommands(of(text));
    }

    /**
     * Returns a JSON document with the same content, in which nothing is invisible and no command of a pipeline: within the strings of
     * JSON, an escape stands for its character.
     */
    public static String json(String document) {
        String escaped =
                isPlain(document) ? document : INVISIBLE.matcher(document).replaceAll(VisibleText::escape);
        return HASH_COMMAND.matcher(escaped).replaceAll("\\\\u0023");
    }

    private static String withoutCommands(String text) {
        String broken = text.contains("##") ? HASH_COMMAND.matcher(text).replaceAll("# ") : text;
        return broken.contains("::") ? COLON_COMMAND.matcher(broken).replaceAll("$1 ") : broken;
    }

    /** Returns whether all characters can be seen, for most texts without a pattern. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t');
    }

    private static String shown(String text, MatchResult found) {
        if (NEEDLESS.contains(found.group())) {
            return "";
        }
        boolean joins = JOINERS.contains(found.group())
                && found.start() > 0
                && found.end() < text.length()
                && isJoined(text.codePointBefore(found.start()))
                && isJoined(text.codePointAt(found.end()));
        return joins ? found.group() : escape(found);
    }

    private static boolean isJoined(int character) {
        return switch (Character.getType(character)) {
            case Character.OTHER_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetter(character) && !UNJOINED.contains(Character.UnicodeScript.of(character));
        };
    }

    private static String escape(MatchResult found) {
        return Matcher.quoteReplacement(found.group()
                .chars()
                .mapToObj(c -> String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining()));
    }
}
