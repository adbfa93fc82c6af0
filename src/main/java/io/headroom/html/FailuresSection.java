package io.headroom.html;

import static j2html.TagCreator.p;

import io.headroom.load.FailureShare;
import io.headroom.load.StepStatistics;
import io.headroom.report.FailureFigures;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Renders in which ways requests failed, by status where there is one, and at which load. */
final class FailuresSection {

    private static final List<String> COLUMNS =
            List.of("status or failure", "outcome", "requests", "of all", "first seen", "most in one step");

    /** A step, and the requests of it that failed in one way. */
    private record FailingStep(StepStatistics step, FailureShare failure) {}

    private FailuresSection() {}

    /** Returns the section; empty if nothing failed in a measured window. */
    static Optional<HtmlSection> of(Findings findings) {
        FailureFigures figures = FailureFigures.of(findings);
        List<FailureShare> failures = new ArrayList<>(figures.unexpected());
        failures.addAll(figures.refusals());
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        List<DomContent> content = List.of(
                p(
                        "A search for the limit of a service provokes refusals; other failures are not meant to be there. Gatling's own"
                                + " page counts more of both (KO), since it counts the time between the windows, too."),
                HtmlTable.ofText(
                        "Failed requests, counted in the measured windows of all steps",
                        COLUMNS,
                        failures.stream().map(failure -> row(failure, findings)).toList()));
        return Optional.of(new HtmlSection("failures", "Failed requests", content));
    }

    private static List<String> row(FailureShare failure, Findings findings) {
        List<FailingStep> failing = findings.steps().stream()
                .map(JudgedStep::statistics)
                .flatMap(step -> FailureShare.of(step.counts()).stream()
                        .filter(share -> share.kind().equals(failure.kind()))
                        .map(share -> new FailingStep(step, share)))
                .toList();
        FailingStep most = failing.stream()
                .max(Comparator.comparingDouble(step -> step.failure().share()))
                .orElseThrow();
        return List.of(
                failure.kind(),
                failure.outcome().word(),
                Long.toString(failure.count()),
                Figures.percent(failure.share()),
                failing.get(0).step().step().label(),
                Figures.percent(most.failure().share()) + " in "
                        + most.step().step().label());
    }
}
