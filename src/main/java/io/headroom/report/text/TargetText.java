package io.headroom.report.text;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RefusedShare;
import io.headroom.sizing.SafeRate;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import io.headroom.sizing.TargetCheck.TargetPromise;
import io.headroom.verdict.Evidence;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which load to run at, whether it keeps its promise and, if it does not, which rate is safe. */
final class TargetText {

    /** A target is reached when no more than this share of it is missing. */
    private static final double REACHED = 0.95;

    private TargetText() {}

    /** Returns the load to run at, and what its step measured; empty if there is none. */
    static Optional<String> runItAt(Findings findings) {
        return findings.target().map(target -> runItAt(target, findings));
    }

    private static String runItAt(Target target, Findings findings) {
        String aim = "Run it at " + Figures.rate(target.offeredPerSecond()) + " ("
                + Figures.wholePercent(target.fraction()) + " of "
                + (findings.limit().isPresent() ? LimitText.base(findings) : "that") + ")";
        return aim
                + findings.targetStep()
                        .map(step -> ", measured: " + Figures.rate(step.goodputPerSecond()) + ", refused "
                                + step.counts().of(Outcome.REFUSED) + " of "
                                + step.counts().total() + " (" + Figures.percent(step.refusedShare())
                                + ", with 95 % confidence no more than "
                                + Figures.percent(RefusedShare.of(step).atMost()) + ")."
                                + doubt(target, step))
                        .orElse(", not verified.");
    }

    private static String doubt(Target target, StepStatistics step) {
        if (step.counts().of(Outcome.OK) + step.counts().of(Outcome.REFUSED)
                < step.counts().total()) {
            return " WARNING: the target itself fails at times: " + Evidence.failures(step) + ".";
        }
        boolean reached = step.sentPerSecond() >= REACHED * target.offeredPerSecond();
        return reached ? "" : " WARNING: the offered rate was not reached.";
    }

    /** Returns at most two lines: a warning, and the rate of which at most 1 % are refused. */
    static List<String> of(Findings findings) {
        List<String> lines = new ArrayList<>();
        if (findings.target().isPresent()) {
            findings.targetCheck().flatMap(check -> warning(check, findings)).ifPresent(lines::add);
            findings.onePercent().map(TargetText::onePercent).ifPresent(lines::add);
        }
        return lines;
    }

    private static Optional<String> warning(TargetCheck check, Findings findings) {
        if (check.judgement() == TargetPromise.KEPT) {
            return check.isSlower()
                    ? Optional.of("WARNING: answers take longer at the target than at saturation: p95 is "
                            + Figures.wholePercent(check.p95Ratio().orElseThrow()) + " of that there.")
                    : Optional.empty();
        }
        String judgement = check.judgement() == TargetPromise.REFUSES ? refuses(check, findings) : unproven(check);
        String instead = check.safe().map(TargetText::safe).orElseGet(() -> howToFindSafeRate(check, findings));
        return Optional.of(("WARNING: " + judgement + " " + instead).strip());
    }

    private static String refuses(TargetCheck check, Findings findings) {
        String rate = findings.target()
                .map(Target::offeredPerSecond)
                .map(Figures::rate)
                .orElseThrow();
        return check.refused().observed() > RefusedShare.ALLOWED
                ? "AT " + rate + " REQUESTS ARE REFUSED: "
                        + Figures.percent(check.refused().observed()) + "."
                : "AT " + rate + " MORE THAN 1 % CAN BE REFUSED: that many are refused at lower rates already.";
    }

    private static String unproven(TargetCheck check) {
        return check.refused().isAllowed()
                ? "the target is not verified: its load did not come, or failed in another way than by refusals."
                : "whether the target refuses more than 1 % cannot be told from "
                        + check.refused().requests() + " requests; raise headroom.target.duration.";
    }

    private static String safe(SafeRate safe) {
        return "SAFE: " + Figures.rate(safe.perSecond()) + " (" + safe.reason() + ").";
    }

    /** Says how to find a safe rate. */
    private static String howToFindSafeRate(TargetCheck check, Findings findings) {
        if (findings.searchedWithArrivals()) {
            return "Set headroom.arrivals.one-percent-steps to find a rate that is safe.";
        }
        return check.judgement() == TargetPromise.REFUSES ? "ArrivalsSimulation finds a rate that is safe." : "";
    }

    private static String onePercent(OnePercentRate rate) {
        return rate.atLeast()
                ? "At most 1 % are refused up to " + Figures.rate(rate.perSecond())
                        + ", which is nearly the whole capacity."
                : "At most 1 % are refused up to " + Figures.rate(rate.perSecond()) + " ("
                        + Figures.confidence(rate.lowPerSecond(), rate.highPerSecond()) + ").";
    }
}
