package io.headroom.html;

import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.saturation.RoundResult;
import io.headroom.verdict.Evidence;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section that shows what each round found, side by side. */
final class RoundsSection {

    /**
     * The finding of one round.
     *
     * @param step the step by which it measured the capacity
     */
    private record Round(int number, StepStatistics step, String description) {}

    private RoundsSection() {}

    static Optional<HtmlSection> of(Findings findings) {
        List<Round> rounds =
                findings.rounds().isEmpty() ? ofPlateaus(findings.plateaus()) : ofCallers(findings.rounds());
        if (rounds.isEmpty()) {
            return Optional.empty();
        }
        Chart chart = new Chart(
                "goodput-by-round",
                "Capacity found in each round",
                rounds.size() == 1 ? "One round." : rounds.size() + " rounds, each measured anew.",
                new Chart.Axes("round", "goodput, req/s"),
                Chart.Shape.SPREAD,
                List.of(new Chart.Series("goodput, req/s", SeriesStyle.GOODPUT)),
                ChartAnnotations.ofRates(findings, false).stream()
                        .filter(mark -> mark.style() != SeriesStyle.TARGET && mark.style() != SeriesStyle.LIMIT)
                        .toList(),
                rounds.stream()
                        .map(round ->
                                Chart.ChartRow.of(round.number(), round.step().goodputPerSecond()))
                        .toList());
        return Optional.of(new HtmlSection("rounds", "Rounds", List.of(ChartFigure.of(chart), table(rounds))));
    }

    private static DomContent table(List<Round> rounds) {
        return HtmlTable.ofText(
                "Rounds side by side",
                List.of("round", "load", "goodput", "what was seen"),
                rounds.stream()
                        .map(round -> List.of(
                                Integer.toString(round.number()),
                                round.step().offered().description(),
                                Figures.rate(round.step().goodputPerSecond()),
                                round.description()))
                        .toList());
    }

    private static List<Round> ofCallers(List<RoundResult> results) {
        List<Round> rounds = new ArrayList<>();
        for (RoundResult result : results) {
            rounds.add(round(rounds.size() + 1, result));
        }
        return rounds;
    }

    private static Round round(int number, RoundResult result) {
        return result.match(
                found -> new Round(number, found.boundary(), Evidence.of(found)),
                taken -> new Round(number, taken.top(), "the top of the range was taken"),
                refused -> new Round(number, refused.lowest(), Evidence.failures(refused.lowest())),
                none -> new Round(number, none.step(), none.verdict().word()));
    }

    private static List<Round> ofPlateaus(List<JudgedStep> plateaus) {
        return plateaus.stream()
                .map(step -> new Round(step.statistics().step().round(), step.statistics(), description(step)))
                .toList();
    }

    private static String description(JudgedStep step) {
        return step.verdict().word() + ": " + step.why();
    }
}
