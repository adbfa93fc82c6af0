package io.headroom.verdict;

import java.util.function.Function;

/**
 * Judges a run that searches no saturation point.
 *
 * @param done   what such a run has done at its end, in words
 * @param create creates the findings from their header
 */
record UnsearchedAnalysis(String done, Function<Findings.Header, Findings> create) implements KindAnalysis {

    @Override
    public Judgement complete() {
        return Judgement.answered(Verdict.NO_VERDICT, done + "; this simulation searches no saturation point");
    }

    @Override
    public Findings findings(Findings.Header header) {
        return create.apply(header);
    }
}
