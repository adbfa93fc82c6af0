package io.headroom.plan;

/** The conclusion of a run of fine tuning. It has no parts: the result of fine tuning is the latencies of its steps. */
public record FineTuningConclusion() implements Conclusion {

    @Override
    public <R> R match(ConclusionCases<R> cases) {
        return cases.fineTuning(this);
    }
}
