package io.headroom.verdict;

import java.util.List;

/**
 * The result of fine tuning: the latencies of its steps, first with one caller, then with several.
 *
 * @param header verdict, steps and log
 */
public record FineTuningFindings(Header header) implements FindingsWithoutCapacity {

    @Override
    public FineTuningFindings withHeader(Header other) {
        return new FineTuningFindings(other);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.fineTuning(this);
    }

    @Override
    public boolean searchesCapacity() {
        return false;
    }

    @Override
    public List<JudgedStep> comparedSteps() {
        return steps();
    }
}
