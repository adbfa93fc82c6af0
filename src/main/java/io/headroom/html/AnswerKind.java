package io.headroom.html;

import io.headroom.report.table.HistoryLine;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FullMachine;
import io.headroom.verdict.Verdict;
import java.util.Locale;

/**
 * What a run answers to the question for the capacity. Each kind has a word and a sign of its own, so that nobody needs the
 * colours.
 */
enum AnswerKind {
    /** The capacity was found. */
    ANSWER("Answer", "M4 12l5 5L20 6"),
    /** A capacity was found while other work used up the CPU of the injector's machine. */
    DOUBTFUL("Answer, may be too low", "M12 4v11M12 18v3"),
    /** The capacity is not known, but a rate that it reaches. */
    LOWER_BOUND("Lower bound", "M6 4l12 6-12 6M6 20h12"),
    /** The capacity changed during the run; the latest one is known. */
    MOVED("Capacity moved", "M3 7h8v10h10M17 13l4 4-4 4"),
    /** Nothing is known that the load to run at could rest on. */
    NO_ANSWER("No answer", "M6 6l12 12M18 6L6 18"),
    /** The run was not made to find a capacity, and did what it was made for. */
    DONE("Done", "M4 12l5 5L20 6");

    private final String word;
    private final String sign;

    AnswerKind(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    /** Returns the word that begins the verdict on a page, e.g. {@code Lower bound}. */
    String word() {
        return word;
    }

    /** Returns the sign beside the word: a path in a square of 24 by 24. */
    String sign() {
        return sign;
    }

    /** Returns the name of the kind in the style sheet, such as {@code lower-bound}. */
    String style() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AnswerKind of(Findings findings) {
        return of(
                findings.verdict(),
                FullMachine.of(findings).isPresent(),
                findings.answered(),
                findings.shift().isPresent(),
                findings.highestServed().isPresent());
    }

    /** Returns the kind of a run of the history. An unknown word for its verdict is no answer. */
    static AnswerKind of(HistoryLine line) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.word().equals(line.cell(HistoryLine.VERDICT))) {
                return of(
                        verdict,
                        Boolean.parseBoolean(line.cell(HistoryLine.MACHINE_FULL)),
                        Boolean.parseBoolean(line.cell(HistoryLine.ANSWERED)),
                        line.number(HistoryLine.CAPACITY).isPresent(),
                        line.number(HistoryLine.AT_LEAST).isPresent());
            }
        }
        return NO_ANSWER;
    }

    private static AnswerKind of(
            Verdict verdict, boolean machineFull, boolean answered, boolean shift, boolean served) {
        return switch (verdict) {
            case SATURATED -> machineFull ? DOUBTFUL : ANSWER;
            case NOT_SATURATED, RATE_LIMITED, INJECTOR_BOUND -> served ? LOWER_BOUND : NO_ANSWER;
            case CAPACITY_MOVED -> shift ? MOVED : NO_ANSWER;
            case NO_VERDICT -> answered ? DONE : NO_ANSWER;
            case UNCONVERGED, INTERRUPTED, INCOMPLETE -> NO_ANSWER;
        };
    }

    /** Returns what the verdict means for someone who does not know its word, without a full stop. */
    String meaning(Verdict verdict) {
        return switch (verdict) {
            case SATURATED ->
                this == DOUBTFUL
                        ? "a capacity was found while the machine's CPU was full; measure again on a quiet machine"
                        : "the capacity was found";
            case RATE_LIMITED ->
                "a rate limiter refuses before the service is full: its capacity is at least that rate";
            case NOT_SATURATED -> "the service took all that was offered";
            case INJECTOR_BOUND -> "the injector was the limit, not the service";
            case UNCONVERGED -> "the run could not confirm its figures well enough";
            case CAPACITY_MOVED ->
                this == MOVED
                        ? "it changed during the run, and the figures are those after the change"
                        : "the capacity changed during the run";
            case INTERRUPTED -> "the run was stopped by its user";
            case INCOMPLETE -> "a part of the run is missing";
            case NO_VERDICT ->
                this == DONE ? "the run did what it was made for" : "this run does not show how much the service takes";
        };
    }
}
