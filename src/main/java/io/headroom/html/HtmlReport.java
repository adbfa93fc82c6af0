package io.headroom.html;

import io.headroom.report.RunReport;
import io.headroom.verdict.Findings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders {@code headroom.html}, which shows everything that is known about a run in one file. */
public final class HtmlReport {

    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    /**
     * Returns the page of a run, without links to other files.
     *
     * @param extra sections to insert after the verdict
     */
    public static byte[] of(RunReport report, List<HtmlSection> extra) {
        return of(report, extra, List.of());
    }

    /**
     * Returns the page of a run.
     *
     * @param extra sections to insert after the verdict
     * @param links links to other files
     */
    public static byte[] of(RunReport report, List<HtmlSection> extra, List<HtmlLink> links) {
        Findings findings = report.findings();
        List<HtmlSection> sections = new ArrayList<>();
        sections.add(VerdictSection.of(report));
        sections.addAll(extra);
        HtmlSection.ofCharts("load", "Load", LoadCharts.of(findings)).ifPresent(sections::add);
        HtmlSection.ofCharts("time", "Over time", TimeCharts.of(findings)).ifPresent(sections::add);
        FailuresSection.of(findings).ifPresent(sections::add);
        StepsSection.of(findings).ifPresent(sections::add);
        RoundsSection.of(findings).ifPresent(sections::add);
        ClientsSection.of(findings).ifPresent(sections::add);
        report.sized().map(SizingSection::of).ifPresent(sections::add);
        report.workload().map(WorkloadSection::of).ifPresent(sections::add);
        sections.add(DataSection.of(report));
        return new Page(report.name(), subtitle(report), links, sections).bytes();
    }

    private static String subtitle(RunReport report) {
        String started = report.findings()
                .log()
                .header()
                .map(header -> ", started " + STARTED.format(Instant.ofEpochMilli(header.startEpochMillis())) + " UTC")
                .orElse("");
        return report.simulation() + started + ", in the folder "
                + report.folder().name();
    }
}
