package io.headroom.report.text;

import io.headroom.load.ClientShare;
import io.headroom.load.Fairness;
import io.headroom.runlog.RunCompleteness;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What is to be said of a run's clients as a whole, in sentences. */
public final class ClientText {

    private ClientText() {}

    /** How evenly they were served, who was starved, and whose clock differs; nothing in a run without clients. */
    static List<String> sentences(Findings findings) {
        List<String> sentences = new ArrayList<>();
        fairness(findings).ifPresent(sentences::add);
        sentences.addAll(clocks(
                findings,
                RunCompleteness.ClockDifference::isReliable)); // the others make the run incomplete, which is said
        return sentences;
    }

    /** How evenly they were served. */
    public static Optional<String> fairness(Findings findings) {
        return findings.log().fairness().map(fairness -> {
            StringBuilder words = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%d clients, served with a fairness of %.3f (Jain's index; 1 is even).",
                    fairness.shares().size(),
                    fairness.index()));
            fairness.starved().forEach(client -> words.append(starved(client, fairness)));
            return words.toString();
        });
    }

    private static String starved(int client, Fairness fairness) {
        double share = fairness.shares().get(client);
        String served = share > 0
                ? String.format(
                        Locale.ROOT, "for what it offered it was due %.1f times as much as it was served", 1 / share)
                : "it was served nothing";
        return " " + capitalised(ClientShare.name(client)) + " is starved: " + served + ".";
    }

    /** Whose clock differs. */
    public static List<String> clocks(Findings findings) {
        return clocks(findings, clock -> true);
    }

    private static List<String> clocks(Findings findings, Predicate<RunCompleteness.ClockDifference> which) {
        return findings.log().completeness().map(RunCompleteness::clocks).orElse(List.of()).stream()
                .filter(which)
                .map(clock -> capitalised(clock.description()) + ".")
                .toList();
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
