package io.headroom.saturation;

import io.headroom.load.Limit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a run found out about the limits of its settings.
 *
 * @param limits        the limits, all of which a good service keeps
 * @param binding       the limit that the result is about: of several the one that leaves the lowest rate
 * @param result        the capacity under the limits; empty if the search for it did not end
 * @param injectorBound whether it did not end because the injector limited its steps
 * @param callers       the most callers that kept the limits, of a search with callers
 */
public record UnderLimit(
        List<Limit> limits,
        Limit binding,
        Optional<LimitResult> result,
        boolean injectorBound,
        Optional<CallersUnderLimit> callers) {

    public UnderLimit {
        limits = List.copyOf(limits);
    }

    /** Returns the limits in words, e.g. {@code p95 ≤ 100 ms and at most 0.1 % failed}. */
    public String description() {
        return limits.stream().map(Limit::description).collect(Collectors.joining(" and "));
    }

    /** Returns the name of what was found, as used in {@code headroom.json}. */
    public String word() {
        return result.map(LimitResult::word).orElse(injectorBound ? "injector-bound" : "unfinished");
    }

    /**
     * Returns the rate that the load to run at is a share of: the smaller of the capacity and the capacity under the limits; empty if
     * that is not known, or no rate keeps the limits.
     */
    public OptionalDouble within(double capacityPerSecond) {
        return result.map(found -> found.within(capacityPerSecond)).orElse(OptionalDouble.empty());
    }

    /** Returns whether the load to run at follows from the limits, because less than the capacity keeps them. */
    public boolean isBinding(double capacityPerSecond) {
        return within(capacityPerSecond).orElse(0) < capacityPerSecond;
    }

    /**
     * Returns the limit that allows no more than the result; empty if none does, because all are kept up to the highest rate that was
     * offered, or because nothing is known.
     */
    public Optional<Limit> decisive() {
        return result.filter(found -> Double.isFinite(found.highPerSecond())).map(found -> binding);
    }

    /** Returns the same with the most callers that kept the limits. */
    public UnderLimit with(Optional<CallersUnderLimit> most) {
        return new UnderLimit(limits, binding, result, injectorBound, most);
    }
}
