package io.headroom.plan;

/** The conclusion of a smoke call. It has no parts: such a run has no steps, and the log itself says what the call got. */
public record SmokeConclusion() implements Conclusion {

    @Override
    public <R> R match(ConclusionCases<R> cases) {
        return cases.smoke(this);
    }
}
