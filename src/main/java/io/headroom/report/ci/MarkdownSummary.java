package io.headroom.report.ci;

import io.headroom.console.VisibleText;
import io.headroom.gate.GateResult;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.report.GatedRun;
import io.headroom.report.text.ConsoleReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the gates and the verdict as Markdown, for the page of a job in a pipeline. */
final class MarkdownSummary {

    /** Maximum length in characters. Job pages cut off or refuse text of more than some hundred thousand characters. */
    static final int LONGEST = 60_000;

    /** Maximum length of a cell in characters. */
    private static final int LONGEST_CELL = 600;

    /** Begins the text, which tells the file from others. */
    static final String TITLE = "## Headroom: gates";

    private MarkdownSummary() {}

    static String of(GatedRun run) {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE + " " + mark(run.gates().outcome()));
        lines.add("");
        lines.add("Measured: " + cell(run.endpoint()));
        lines.add("");
        if (!run.gates().results().isEmpty()) {
            lines.add("| | gate | expected | measured | would settle it |");
            lines.add("|---|---|---|---|---|");
            run.gates().results().forEach(result -> lines.add(row(result)));
        } else {
            lines.add("No gate is set.");
        }
        lines.add("");
        ConsoleReport.verdict(run.report()).forEach(line -> lines.add("    " + VisibleText.line(line)));
        String text = String.join("\n", lines) + "\n";
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 20) + "\n\n(cut short)\n";
    }

    private static String mark(GateOutcome outcome) {
        return switch (outcome) {
            case PASS -> "passed ✅";
            case FAIL -> "FAILED ❌";
            case INCONCLUSIVE -> "INCONCLUSIVE ❔";
        };
    }

    private static String row(GateResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |",
                mark(result.outcome()),
                cell(result.name()),
                cell(result.expected()),
                cell(result.measured()),
                cell(result.settles()));
    }

    /** Escapes text so that it has no meaning in Markdown or HTML. */
    private static String cell(String text) {
        String cut = text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
        return VisibleText.line(cut)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|~#$])", "\\\\$1");
    }
}
