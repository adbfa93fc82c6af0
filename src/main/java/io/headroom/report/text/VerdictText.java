package io.headroom.report.text;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.report.Degradation;
import io.headroom.report.FailureFigures;
import io.headroom.report.Figures;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RateLimiter.Certainty;
import io.headroom.saturation.StepVerdict;
import io.headroom.sizing.Sizing;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FullMachine;
import io.headroom.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the verdict of a run in at most ten lines. */
public final class VerdictText {

    private static final String BEYOND_WINDOWS = " The KO of Gatling also counts the time between them.";

    private VerdictText() {}

    /**
     * Returns the lines of a run's verdict.
     *
     * @param reports the reports that were written
     */
    static List<String> of(Findings findings, Optional<Sizing> sizing, Optional<WrittenReports> reports) {
        List<String> lines = new ArrayList<>(answer(findings));
        lines.addAll(NamedLatency.lines(NamedLatency.of(findings)));
        lines.addAll(beside(findings, sizing));
        reports.map(WrittenReports::line).ifPresent(lines::add);
        return lines;
    }

    /** Returns whether Gatling draws its own report after such a run: not if it was stopped, nor if it measured nothing. */
    public static boolean isDrawnByGatling(Findings findings) {
        return switch (findings.verdict()) {
            case SATURATED, RATE_LIMITED, NOT_SATURATED, UNCONVERGED, INJECTOR_BOUND, CAPACITY_MOVED -> true;
            case INTERRUPTED, INCOMPLETE -> false;
            case NO_VERDICT -> findings.answered();
        };
    }

    /** Returns the sentences of the verdict alone, without the table of latencies and the place of the reports. */
    static List<String> sentences(Findings findings, Optional<Sizing> sizing) {
        List<String> sentences = new ArrayList<>(answer(findings));
        sentences.addAll(beside(findings, sizing));
        return sentences;
    }

    /** Returns the lines about the capacity and the load to run at. */
    private static List<String> answer(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(findings));
        SaturationText.of(findings).ifPresent(words -> {
            if (findings.verdict() != Verdict.SATURATED) {
                lines.add((findings.verdict() == Verdict.CAPACITY_MOVED ? "Now: " : "So far: ") + words + ".");
            }
            LimitText.of(findings).ifPresent(lines::add);
            TargetText.runItAt(findings).ifPresent(lines::add);
        });
        lines.addAll(TargetText.of(findings));
        return lines;
    }

    /** Returns the lines about how far the answer can be trusted, what follows from it, and what the figures leave out. */
    private static List<String> beside(Findings findings, Optional<Sizing> sizing) {
        List<String> lines = new ArrayList<>();
        if (findings.verdict() != Verdict.CAPACITY_MOVED) {
            trust(findings).ifPresent(lines::add);
        }
        findings.remarks().forEach(remark -> lines.add(Sentence.capitalised(remark) + "."));
        FullMachine.of(findings)
                .map(FullMachine::description)
                .filter(words -> !findings.reason().contains(words)) // the headline says it
                .ifPresent(words -> lines.add("WARNING: " + words + "."));
        sizing.ifPresent(sized -> lines.add(new SizingReport(sized).line()));
        Degradation.of(findings).ifPresent(degradation -> lines.add(degradation.description()));
        List<String> clients = ClientText.sentences(findings);
        if (!clients.isEmpty()) {
            lines.add(String.join(" ", clients));
        }
        uncounted(findings, lines);
        return lines;
    }

    /** Returns whether the rounds agree, and what failed: one line, since a verdict has ten at most. */
    private static Optional<String> trust(Findings findings) {
        Optional<String> failures = FailureFigures.of(findings)
                .sentence()
                .map(sentence -> findings.isForeign() ? sentence : sentence + BEYOND_WINDOWS);
        String line = Stream.of(SaturationText.consistency(findings), failures)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    private static String headline(Findings findings) {
        return switch (findings.verdict()) {
            case SATURATED ->
                "Saturated"
                        + SaturationText.of(findings)
                                .map(point -> " at " + point)
                                .orElse("") + ": " + findings.reason() + ".";
            case RATE_LIMITED ->
                (isProven(findings) ? "Rate limiter at " : "Likely a rate limiter at ")
                        + findings.limiter().map(VerdictText::rateWords).orElse("an unknown rate") + ": "
                        + findings.reason() + ".";
            case NOT_SATURATED ->
                "Not saturated up to "
                        + findings.highestServed().map(VerdictText::loadWords).orElse("the top") + ": "
                        + findings.reason() + ". " + findings.match(new BeyondText());
            case INTERRUPTED, INCOMPLETE, UNCONVERGED, INJECTOR_BOUND, CAPACITY_MOVED ->
                Sentence.capitalised(findings.verdict().word()) + ": " + findings.reason() + ".";
            case NO_VERDICT ->
                (findings.answered() ? "Done: " : "No verdict: ")
                        + findings.reason()
                        + (findings.reason().endsWith(".") || findings.reason().endsWith(")") ? "" : ".");
        };
    }

    private static boolean isProven(Findings findings) {
        return findings.limiter()
                .filter(limiter -> limiter.certainty() == Certainty.PROVEN)
                .isPresent();
    }

    private static String rateWords(RateLimiter limiter) {
        return Figures.rate(limiter.perSecond()) + " ("
                + Figures.confidence(limiter.lowPerSecond(), limiter.highPerSecond()) + ")";
    }

    private static String loadWords(StepStatistics step) {
        return step.offered().description() + " / " + Figures.rate(step.goodputPerSecond());
    }

    private static void uncounted(Findings findings, List<String> lines) {
        List<String> sentences = new ArrayList<>();
        readiness(findings, sentences);
        calledWrong(findings).ifPresent(sentences::add);
        long left = findings.log().usersLeft();
        if (left > 0) {
            sentences.add(left + (left == 1 ? " virtual user" : " virtual users")
                    + " had not left when the log ended: what they waited for is not counted.");
        }
        if (!sentences.isEmpty()) {
            lines.add(String.join(" ", sentences));
        }
    }

    private static Optional<String> calledWrong(Findings findings) {
        List<StepStatistics> taken = findings.steps().stream()
                .filter(step -> step.verdict() != StepVerdict.WRONG_TEST)
                .map(Findings.JudgedStep::statistics)
                .toList();
        long wrong = taken.stream()
                .mapToLong(step -> step.counts().of(Outcome.CLIENT_ERROR))
                .sum();
        long all = taken.stream().mapToLong(step -> step.counts().total()).sum();
        return wrong == 0
                ? Optional.empty()
                : Optional.of("Called wrong (4xx or a redirect): " + wrong + " of " + all
                        + " requests, too few to say that the test is wrong.");
    }

    private static void readiness(Findings findings, List<String> sentences) {
        long probes = 0;
        long failures = 0;
        for (Findings.JudgedStep step : findings.steps()) {
            probes += step.statistics().probes();
            failures += step.statistics().probeFailures();
        }
        if (failures > 0) {
            sentences.add("Readiness: " + failures + " of " + probes + " probes failed beside the load.");
        }
    }
}
