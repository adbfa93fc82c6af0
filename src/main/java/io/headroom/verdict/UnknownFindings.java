package io.headroom.verdict;

/**
 * The result for a log that names no known simulation, or none at all, and shows no load to judge. Such a run may have been meant to find a
 * capacity.
 *
 * @param header verdict, steps and log
 */
public record UnknownFindings(Header header) implements FindingsWithoutCapacity {

    @Override
    public UnknownFindings withHeader(Header other) {
        return new UnknownFindings(other);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.unknown(this);
    }

    @Override
    public boolean searchesCapacity() {
        return true;
    }
}
