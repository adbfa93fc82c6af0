package io.headroom.verdict;

/**
 * The result of a smoke call. The call itself is in the log.
 *
 * @param header verdict and log
 */
public record SmokeFindings(Header header) implements FindingsWithoutCapacity {

    @Override
    public SmokeFindings withHeader(Header other) {
        return new SmokeFindings(other);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.smoke(this);
    }

    @Override
    public boolean searchesCapacity() {
        return false;
    }
}
