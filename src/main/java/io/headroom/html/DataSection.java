package io.headroom.html;

import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import io.headroom.report.RunReport;
import io.headroom.report.text.ClientText;
import io.headroom.runlog.RunLog;
import io.headroom.verdict.FullMachine;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** Renders how much of the run the figures are based on, and what is missing. */
final class DataSection {

    private DataSection() {}

    static HtmlSection of(RunReport report) {
        RunLog log = report.findings().log();
        boolean complete = log.state().isComplete();
        List<String> missing = missing(report);
        List<DomContent> content = new ArrayList<>();
        FullMachine.of(report.findings())
                .ifPresent(full ->
                        content.add(p("WARNING: " + full.description() + ".").withClass("warning")));
        content.addAll(List.of(
                p((complete ? "Complete: " : "NOT complete: ") + log.state().description() + ".")
                        .withClass(complete ? "sentence" : "warning"),
                p(log.state().records() + " records over " + log.lastMillis() / 1000 + " s, "
                        + report.findings().steps().size() + " finished steps."),
                missing.isEmpty()
                        ? p("Nothing is missing.")
                        : ul().with(missing.stream()
                                .map(sentence -> li(sentence))
                                .toList())));
        return new HtmlSection("data", "Data quality", content);
    }

    private static List<String> missing(RunReport report) {
        RunLog log = report.findings().log();
        boolean foreign = report.findings().isForeign();
        List<String> missing = new ArrayList<>();
        if (report.workload().isEmpty()) {
            missing.add("Without workload.json the settings of the run are unknown; the defaults are assumed.");
        }
        if (!foreign && log.smoke().isEmpty()) {
            missing.add("The log holds no smoke call.");
        }
        if (!foreign && log.end().isEmpty()) {
            missing.add("The log does not say how the run ended.");
        }
        long unwatched = report.findings().steps().stream()
                .filter(step -> step.statistics().injector().isEmpty())
                .count();
        if (unwatched > 0) {
            missing.add("For " + unwatched + (unwatched == 1 ? " step" : " steps")
                    + ", nothing is known about the state of the injector.");
        }
        missing.addAll(ClientText.clocks(report.findings()));
        if (log.usersLeft() > 0) {
            missing.add(log.usersLeft() + " virtual users had not finished when the log ended.");
        }
        return missing;
    }
}
