package io.headroom.report.text;

import io.headroom.report.RunReport;
import java.io.PrintWriter;
import java.util.List;

/** Writes the report of a run as lines for a console. */
public final class ConsoleReport {

    private ConsoleReport() {}

    /** Prints a line for each step, the verdict, and a line for each client if there are several. */
    public static void print(RunReport report, PrintWriter out) {
        StepTable.lines(report.findings()).forEach(out::println);
        out.println();
        verdict(report).forEach(out::println);
        List<String> clients = ClientTable.lines(report.findings());
        if (!clients.isEmpty()) {
            out.println();
            clients.forEach(out::println);
        }
    }

    /** Returns the verdict in at most ten lines. The last one says where reports are, if there are any. */
    public static List<String> verdict(RunReport report) {
        return VerdictText.of(
                report.findings(),
                report.sized(),
                WrittenReports.in(report.folder(), report.findings().isForeign()));
    }

    /** Returns the sentences of the verdict, without the table of latencies and the place of the reports. */
    public static List<String> sentences(RunReport report) {
        return VerdictText.sentences(report.findings(), report.sized());
    }
}
