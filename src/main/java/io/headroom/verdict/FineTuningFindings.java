package io.headroom.verdict;

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
}
