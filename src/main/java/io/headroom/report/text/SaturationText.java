package io.headroom.report.text;

import io.headroom.foreign.ForeignPoint;
import io.headroom.report.Figures;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.Saturation;
import io.headroom.verdict.ArrivalsFindings;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FineTuningFindings;
import io.headroom.verdict.ForeignFindings;
import io.headroom.verdict.SmokeFindings;
import io.headroom.verdict.UnknownFindings;
import java.util.Optional;

/** Puts the saturation point of each kind of run into words. */
final class SaturationText implements Findings.Cases<Optional<String>> {

    private SaturationText() {}

    /** Describes the saturation point, e.g. {@code 240.0 req/s with 36 callers}; empty if the run found none. */
    static Optional<String> of(Findings findings) {
        return findings.match(new SaturationText());
    }

    @Override
    public Optional<String> callers(CallersFindings findings) {
        return findings.saturation().map(SaturationText::description);
    }

    @Override
    public Optional<String> arrivals(ArrivalsFindings findings) {
        return findings.interval().map(SaturationText::description);
    }

    @Override
    public Optional<String> foreign(ForeignFindings findings) {
        return findings.point().map(SaturationText::description);
    }

    @Override
    public Optional<String> fineTuning(FineTuningFindings findings) {
        return Optional.empty();
    }

    @Override
    public Optional<String> smoke(SmokeFindings findings) {
        return Optional.empty();
    }

    @Override
    public Optional<String> unknown(UnknownFindings findings) {
        return Optional.empty();
    }

    private static String description(Saturation saturation) {
        String capacity = saturation
                .confidence()
                .map(SaturationText::description)
                .orElseGet(() -> Figures.rate(saturation.goodputPerSecond()));
        return capacity + " with " + saturation.median().boundary().offered().description();
    }

    private static String description(CapacityEstimate capacity) {
        return Figures.rate(capacity.perSecond()) + " ("
                + Figures.confidence(capacity.lowPerSecond(), capacity.highPerSecond()) + ")";
    }

    private static String description(ForeignPoint point) {
        return Figures.rate(point.goodputPerSecond())
                + point.callers()
                        .map(callers -> " with " + callers + " callers")
                        .orElse(", seen at " + point.beyondDescription());
    }

    /** Says how well the rounds of a search with callers agree; empty if there is nothing to compare. */
    static Optional<String> consistency(Findings findings) {
        return findings.saturation().map(SaturationText::consistency);
    }

    private static String consistency(Saturation saturation) {
        int rounds = saturation.roundsRun();
        if (rounds == 1) {
            return "One round only: it does not show whether the answer is consistent.";
        }
        String apart = Figures.percent(saturation.spread());
        return saturation.consistent()
                ? "Consistent: " + rounds + " rounds lie within " + apart + " of each other."
                : "NOT consistent: of " + rounds + " rounds some found no boundary, or they lie too far apart: " + apart
                        + ".";
    }
}
