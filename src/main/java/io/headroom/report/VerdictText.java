package io.headroom.report;

import io.headroom.foreign.ForeignPoint;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.run.RunFolder;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.RefusedShare;
import io.headroom.saturation.Saturation;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.Target;
import io.headroom.verdict.Evidence;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdict in at most ten lines of plain words. */
public final class VerdictText {

    /** A target is reached when no more than this share of it is missing. */
    private static final double REACHED = 0.95;

    private VerdictText() {}

    /**
     * The lines of a run's verdict.
     *
     * @param reports the folder that has reports; nothing where they were not written
     */
    static List<String> of(Findings findings, Optional<Sizing> sizing, Optional<RunFolder> reports) {
        List<String> lines = new ArrayList<>(answer(findings));
        lines.addAll(NamedLatency.lines(NamedLatency.of(findings)));
        lines.addAll(beside(findings, sizing));
        reports.ifPresent(folder -> lines.add("Reports: " + folder.path() + reports(findings, folder)));
        return lines;
    }

    /** What the folder of a run of ours holds. */
    private static String reports(Findings findings, RunFolder folder) {
        if (findings.foreign().isPresent()) {
            return "";
        }
        return folder.ownsLog() && isDrawnByGatling(findings)
                ? " (headroom.html, headroom.json; Gatling's index.html)"
                : " (headroom.html, headroom.json)";
    }

    /** Whether Gatling draws its own report after such a run: not where it was stopped, nor where nothing was measured. */
    static boolean isDrawnByGatling(Findings findings) {
        return switch (findings.verdict()) {
            case SATURATED, NOT_SATURATED, UNCONVERGED, INJECTOR_BOUND, CAPACITY_MOVED -> true;
            case INTERRUPTED, INCOMPLETE -> false;
            case NO_VERDICT -> findings.answered();
        };
    }

    /** The same in sentences alone, without the table of latencies and the place of the reports. */
    static List<String> sentences(Findings findings, Optional<Sizing> sizing) {
        List<String> sentences = new ArrayList<>(answer(findings));
        sentences.addAll(beside(findings, sizing));
        return sentences;
    }

    /** The capacity and the load to run at. */
    private static List<String> answer(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(findings));
        pointWords(findings).ifPresent(words -> {
            if (findings.verdict() != Verdict.SATURATED) {
                lines.add("So far: " + words + ".");
            }
            findings.target().ifPresent(target -> lines.add(targetWords(target, findings)));
        });
        lines.addAll(TargetText.of(findings));
        return lines;
    }

    /** How far it can be trusted, what follows from it, and what the figures do not hold. */
    private static List<String> beside(Findings findings, Optional<Sizing> sizing) {
        List<String> lines = new ArrayList<>();
        findings.saturation().ifPresent(saturation -> lines.add(consistencyWords(saturation)));
        sizing.ifPresent(sized -> lines.add(new SizingReport(sized).line()));
        Degradation.of(findings).ifPresent(degradation -> lines.add(degradation.description()));
        List<String> clients = ClientText.sentences(findings);
        if (!clients.isEmpty()) {
            lines.add(String.join(" ", clients));
        }
        uncounted(findings, lines);
        return lines;
    }

    private static String headline(Findings findings) {
        return switch (findings.verdict()) {
            case SATURATED -> "Saturated at " + pointWords(findings).orElseThrow() + ": " + findings.reason() + ".";
            case NOT_SATURATED ->
                "Not saturated up to "
                        + findings.notSaturated().map(VerdictText::loadWords).orElse("the top") + ": "
                        + findings.reason() + ". " + beyondTheTop(findings);
            case INTERRUPTED, INCOMPLETE, UNCONVERGED, INJECTOR_BOUND, CAPACITY_MOVED ->
                capitalised(findings.verdict().word()) + ": " + findings.reason() + ".";
            case NO_VERDICT ->
                (findings.answered() ? "Done: " : "No verdict: ")
                        + findings.reason()
                        + (findings.reason().endsWith(".") || findings.reason().endsWith(")") ? "" : ".");
        };
    }

    private static String beyondTheTop(Findings findings) {
        if (findings.foreign().isPresent()) {
            return "Offer more to find the limit.";
        }
        if (findings.searchedWithArrivals()) {
            return "Raise headroom.arrivals.maximum-rate to find the limit.";
        }
        return findings.queuesWithoutEnd()
                ? "But goodput has stopped growing: the service is at its limit, and queues instead of refusing."
                : "Raise headroom.search.maximum-callers to find the limit.";
    }

    /** The saturation point, by whatever kind of run it was found. */
    private static Optional<String> pointWords(Findings findings) {
        return findings.saturation()
                .map(VerdictText::saturationWords)
                .or(() -> findings.capacity().map(VerdictText::capacityWords))
                .or(() -> findings.foreignPoint().map(VerdictText::saturationWords));
    }

    private static String saturationWords(Saturation saturation) {
        return saturation
                        .confidence()
                        .map(VerdictText::capacityWords)
                        .orElseGet(() -> Figures.rate(saturation.goodputPerSecond()))
                + " with "
                + saturation.median().boundary().offered().description();
    }

    private static String capacityWords(CapacityEstimate capacity) {
        return Figures.rate(capacity.perSecond()) + " ("
                + Figures.confidence(capacity.lowPerSecond(), capacity.highPerSecond()) + ")";
    }

    private static String saturationWords(ForeignPoint point) {
        return Figures.rate(point.goodputPerSecond())
                + point.callers()
                        .map(callers -> " with " + callers + " callers")
                        .orElse(", seen at " + point.beyondDescription());
    }

    private static String loadWords(StepStatistics step) {
        return step.offered().description() + " / " + Figures.rate(step.goodputPerSecond());
    }

    private static String targetWords(Target target, Findings findings) {
        String aim = "Run it at " + Figures.rate(target.offeredPerSecond()) + " ("
                + Figures.wholePercent(target.fraction()) + " of that)";
        return aim
                + findings.targetStep()
                        .map(step -> ", measured: " + Figures.rate(step.goodputPerSecond()) + ", refused "
                                + step.counts().of(Outcome.REFUSED) + " of "
                                + step.counts().total() + " (" + Figures.percent(step.refusedShare())
                                + ", with 95 % confidence no more than "
                                + Figures.percent(RefusedShare.of(step).atMost()) + ")."
                                + warning(target, step))
                        .orElse(", not verified.");
    }

    private static String warning(Target target, StepStatistics step) {
        if (step.counts().of(Outcome.OK) + step.counts().of(Outcome.REFUSED)
                < step.counts().total()) {
            return " WARNING: the target itself fails at times: " + Evidence.failures(step) + ".";
        }
        boolean reached = step.sentPerSecond() >= REACHED * target.offeredPerSecond();
        return reached ? "" : " WARNING: the offered rate was not reached.";
    }

    private static void uncounted(Findings findings, List<String> lines) {
        List<String> sentences = new ArrayList<>();
        readiness(findings, sentences);
        long left = findings.log().usersLeft();
        if (left > 0) {
            sentences.add(left + (left == 1 ? " virtual user" : " virtual users")
                    + " had not left when the log ended: what they waited for is not counted.");
        }
        if (!sentences.isEmpty()) {
            lines.add(String.join(" ", sentences));
        }
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

    private static String consistencyWords(Saturation saturation) {
        int rounds = saturation.roundsRun();
        if (rounds == 1) {
            return "One round only: whether the answer is consistent cannot be said.";
        }
        String apart = Figures.percent(saturation.spread());
        return saturation.consistent()
                ? "Consistent: " + rounds + " rounds lie within " + apart + " of each other."
                : "NOT consistent: of " + rounds + " rounds some found no boundary, or they lie too far apart: " + apart
                        + ".";
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
