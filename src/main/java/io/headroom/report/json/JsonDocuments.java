package io.headroom.report.json;

import io.headroom.console.VisibleText;
import io.headroom.report.ComparisonReport;
import io.headroom.report.GatedRun;
import io.headroom.report.RunReport;
import io.headroom.run.FileMark;
import io.headroom.run.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Writes reports as JSON documents, in UTF-8. */
public final class JsonDocuments {

    /** The mark of {@code gates.json}. */
    public static final FileMark GATES_MARK = FileMark.schema("an output of Headroom's gates", GatesDocument.SCHEMA);

    private JsonDocuments() {}

    /** Returns {@code headroom.json}. */
    public static byte[] result(RunReport report) {
        return ResultDocument.of(report.name(), report.findings(), report.sized(), report.workload())
                .json();
    }

    /** Prints {@code headroom.json}. */
    public static void print(RunReport report, PrintWriter out) {
        print(result(report), out);
    }

    /** Prints a document, with escapes for what would change a console or a pipeline. */
    public static void print(byte[] document, PrintWriter out) {
        out.print(VisibleText.json(new String(document, StandardCharsets.UTF_8)));
        out.println();
    }

    /** Returns {@code gates.json}. */
    public static byte[] gates(GatedRun run) {
        return Json.bytes(GatesDocument.of(run));
    }

    /** Returns the document that {@code compare --json} prints. */
    public static byte[] comparison(ComparisonReport comparison) {
        return Json.bytes(ComparisonDocument.of(comparison));
    }
}
