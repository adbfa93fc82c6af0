package io.headroom.endtoend.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.cli.CommandCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What must be true of every call, whatever it reads. Each method returns what is wrong, if anything is. */
final class Expectations {

    private static final ObjectMapper STRICT = new ObjectMapper();

    private static final Pattern UNFORESEEN = Pattern.compile(
            "\\tat |Exception in thread|out of memory|StackOverflow|OutOfMemory|NullPointer|ClassCast|IndexOutOfBounds"
                    + "|ArithmeticException|NumberFormatException|For input string|cannot be rendered|No enum constant"
                    + "|NegativeArraySize|UncheckedIO|(?<![a-z]\\.)IllegalState|IllegalArgument|NoSuchElement|BufferUnderflow");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");
    private static final Pattern CONTROL_BEYOND_ASCII = Pattern.compile("[\\u0080-\\u009f]");
    private static final Pattern PIPELINE_COMMAND =
            Pattern.compile("(?:^|[\\r\\n])[ \\t]*(?:##vso\\[|##\\[|::[a-z-]+(?: [^\\n]*)?::)");
    private static final Pattern NO_NUMBER = Pattern.compile("\\b(?:NaN|-?Infinity)\\b|∞");

    /** Larger than any figure in any unit, in which times since 1970 are the largest. */
    private static final double LARGEST_FIGURE = 1e15;

    private static final List<String> WRITTEN_BY_GATE = List.of("gates.json", "junit.xml", "summary.md", "metrics.txt");

    private Expectations() {}

    /** Returns everything that is wrong with a call that read a damaged file. */
    static List<String> broken(CallResult result, Mutant mutant) {
        String damaged = mutant.text();
        List<String> wrong = new ArrayList<>();
        status(result).ifPresent(wrong::add);
        unforeseen(result, damaged).ifPresent(wrong::add);
        control(result).ifPresent(wrong::add);
        found("no number", NO_NUMBER, result.hasFigures() ? result.printed() : "")
                .filter(any -> !NO_NUMBER.matcher(damaged).find())
                .ifPresent(wrong::add);
        found("canary key", Pattern.compile(Pattern.quote(Hostile.CANARY)), result.printed())
                .ifPresent(wrong::add);
        if (result.verb().equals("gate")
                && result.status() == 0
                && !result.call().contains("--check")) {
            wrong.add("a gate passes that no undamaged run passes");
        }
        if (result.isJson() && result.hasFigures()) {
            wrong.addAll(document(result.out(), mutant));
        }
        return wrong;
    }

    private static Optional<String> status(CallResult result) {
        return CommandCall.documented(result.verb()).contains(result.status())
                ? Optional.empty()
                : Optional.of("status " + result.status() + " is not documented: "
                        + unforeseenText(result.printed()).orElse(start(result.printed())));
    }

    private static Optional<String> unforeseenText(String printed) {
        return printed.lines()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst();
    }

    private static Optional<String> unforeseen(CallResult result, String damaged) {
        Matcher found = UNFORESEEN.matcher(result.printed());
        return found.find() && !damaged.contains(found.group())
                ? Optional.of("unforeseen: " + context(result.printed(), found.start()))
                : Optional.empty();
    }

    private static Optional<String> control(CallResult result) {
        return found("control character", CONTROL, result.printed())
                .or(() -> found(
                        "control character beyond ASCII",
                        CONTROL_BEYOND_ASCII,
                        result.isJson() ? result.err() : result.printed()))
                .or(() -> found("command of a pipeline", PIPELINE_COMMAND, result.printed()));
    }

    /** Returns what is wrong with the first line of a document. */
    private static List<String> document(String out, Mutant mutant) {
        try {
            JsonNode document = STRICT.readTree(out);
            List<String> wrong = new ArrayList<>();
            figures("", document, wrong);
            boolean complete = document.at("/data/complete").asBoolean();
            String verdict = document.path("verdict").asText();
            if (complete && verdict.equals("incomplete")) {
                wrong.add("data.complete is true, but the verdict is incomplete: "
                        + document.path("reason").asText());
            }
            if (complete && mutant.isPart()) {
                wrong.add("data.complete is true of a part of a log; the verdict is " + verdict);
            }
            if (mutant.isPart() && verdict.equals("saturated")) {
                wrong.add("a part of a log is called saturated");
            }
            return wrong;
        } catch (IOException e) {
            return List.of("the output is no JSON: " + e.getMessage());
        }
    }

    private static void figures(String path, JsonNode node, List<String> wrong) {
        if (node.isNumber() && !(Math.abs(node.asDouble()) < LARGEST_FIGURE) && wrong.isEmpty()) {
            wrong.add("absurd figure: " + path + " = " + node);
        }
        if (node.isTextual() && NO_NUMBER.matcher(node.asText()).matches()) {
            wrong.add("no number: " + path + " = " + node);
        }
        node.properties().forEach(field -> figures(path + "/" + field.getKey(), field.getValue(), wrong));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            figures(path + "/" + i, node.get(i), wrong);
        }
    }

    /** Returns what is wrong with the files that {@code gate} wrote for pipelines. */
    static List<String> brokenFiles(Path run) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : WRITTEN_BY_GATE) {
            Path file = run.resolve(name);
            if (Files.exists(file)) {
                String text = Files.readString(file);
                found(name + ", canary key", Pattern.compile(Pattern.quote(Hostile.CANARY)), text)
                        .ifPresent(wrong::add);
                if (!name.endsWith(".json")) {
                    found(name + ", control character", CONTROL, text).ifPresent(wrong::add);
                }
                wellFormed(file).ifPresent(wrong::add);
                Files.delete(file);
            }
        }
        return wrong;
    }

    private static Optional<String> wellFormed(Path file) throws IOException {
        try {
            if (file.toString().endsWith(".json")) {
                var unused = STRICT.readTree(file.toFile());
            } else if (file.toString().endsWith(".xml")) {
                var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
                parser.setErrorHandler(new DefaultHandler());
                var unused = parser.parse(file.toFile());
            }
            return Optional.empty();
        } catch (IOException | SAXException e) {
            return Optional.of(file.getFileName() + " is not well formed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has a parser", e);
        }
    }

    private static Optional<String> found(String what, Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(what + ": " + context(text, found.start())) : Optional.empty();
    }

    private static String context(String text, int at) {
        return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 120));
    }

    private static String start(String text) {
        return Stream.of(text).map(all -> context(all, 0)).findFirst().orElse("");
    }
}
