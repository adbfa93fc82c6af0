package io.headroom.html;

import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.simlog.RunHeader;
import io.headroom.verdict.Findings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Renders {@code headroom.html}, which shows everything that is known about a run in one file. */
public final class HtmlReport {

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
        StepsSection.of(findings).ifPresent(sections::add);
        RoundsSection.of(findings).ifPresent(sections::add);
        ClientsSection.of(findings).ifPresent(sections::add);
        report.sized().map(SizingSection::of).ifPresent(sections::add);
        report.workload().map(WorkloadSection::of).ifPresent(sections::add);
        sections.add(DataSection.of(report));
        return new Page("Headroom: " + simulation(findings), subtitle(report.folder(), findings), links, sections)
                .bytes();
    }

    private static String simulation(Findings findings) {
        String name = findings.log().header().map(RunHeader::simulationClass).orElse("unknown simulation");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String subtitle(RunFolder folder, Findings findings) {
        String started = findings.log()
                .header()
                .map(header -> Instant.ofEpochMilli(header.startEpochMillis()).truncatedTo(ChronoUnit.SECONDS))
                .map(time -> ", started " + time)
                .orElse("");
        return folder.name() + started;
    }
}
