package io.headroom.html;

import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.simlog.RunHeader;
import io.headroom.verdict.Findings;
import j2html.tags.DomContent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code headroom.html}: all that can be said about a run, in one file. */
public final class HtmlReport {

    private HtmlReport() {}

    /** The page without links to other files. */
    public static byte[] of(RunReport report, List<HtmlSection> extra) {
        return of(report, extra, List.of());
    }

    /**
     * The page.
     *
     * @param extra  sections that come after the verdict
     * @param beside files to link to
     */
    public static byte[] of(RunReport report, List<HtmlSection> extra, List<HtmlLink> beside) {
        Findings findings = report.findings();
        List<HtmlSection> sections = new ArrayList<>();
        sections.add(VerdictSection.of(report));
        sections.addAll(extra);
        charts("load", "Load", LoadCharts.of(findings)).ifPresent(sections::add);
        charts("time", "Over time", TimeCharts.of(findings)).ifPresent(sections::add);
        StepsSection.of(findings).ifPresent(sections::add);
        RoundsSection.of(findings).ifPresent(sections::add);
        ClientsSection.of(findings).ifPresent(sections::add);
        report.sized().map(SizingSection::of).ifPresent(sections::add);
        report.workload().map(WorkloadSection::of).ifPresent(sections::add);
        sections.add(DataSection.of(report));
        return new Page("Headroom: " + simulation(findings), lead(report.folder(), findings), beside, sections).bytes();
    }

    private static Optional<HtmlSection> charts(String id, String heading, List<Chart> charts) {
        List<DomContent> figures = charts.stream().map(ChartFigure::of).toList();
        return figures.isEmpty() ? Optional.empty() : Optional.of(new HtmlSection(id, heading, figures));
    }

    private static String simulation(Findings findings) {
        String name = findings.log().header().map(RunHeader::simulationClass).orElse("unknown simulation");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String lead(RunFolder folder, Findings findings) {
        String started = findings.log()
                .header()
                .map(header -> Instant.ofEpochMilli(header.startEpochMillis()).truncatedTo(ChronoUnit.SECONDS))
                .map(time -> ", started " + time)
                .orElse("");
        return folder.name() + started;
    }
}
