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

/** Writes sentences about all clients of a run together. */
public final class ClientText {

    private ClientText() {}

    /**
     * Returns sentences about fairness and about clocks that differ; empty for a run without clients. Clocks that are not reliable
     * are left out, because they make the run incomplete, and the verdict says so.
     */
    static List<String> sentences(Findings findings) {
        List<String> sentences = new ArrayList<>();
        fairness(findings).ifPresent(sentences::add);
        sentences.addAll(clocks(
                findings,
                RunCompleteness.ClockDifference::isReliable)); // the others make the run incomplete, which is said
        return sentences;
    }

    /** Returns how evenly the clients were served, and which of them were starved; empty for a run without clients. */
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
                ? String.format(Locale.ROOT, "its fair share is %.1f times what it was served", 1 / share)
                : "it was served nothing";
        return " " + Sentence.capitalised(ClientShare.name(client)) + " is starved: " + served + ".";
    }

    /** Returns a sentence for each clock that differs from the others. */
    public static List<String> clocks(Findings findings) {
        return clocks(findings, clock -> true);
    }

    private static List<String> clocks(Findings findings, Predicate<RunCompleteness.ClockDifference> which) {
        return findings.log().completeness().map(RunCompleteness::clocks).orElse(List.of()).stream()
                .filter(which)
                .map(clock -> Sentence.capitalised(clock.description()) + ".")
                .toList();
    }
}
