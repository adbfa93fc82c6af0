package io.headroom.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The figures of a run, kept as a document so that later runs can be compared with them.
 *
 * @param schema    name and version of this document
 * @param name      name by which settings refer to it
 * @param run       name of the run's folder
 * @param savedAt   time in ISO 8601, UTC
 * @param headroom  version of Headroom that measured it
 * @param workload  workload that was measured
 * @param capacity  goodput at the saturation point, requests per second
 * @param targetP95OrNull 95th percentile of the latency at the target, milliseconds, {@code targetP95} in the document; null if it
 *     was not measured: use {@link #targetP95()}
 */
public record Baseline(
        String schema,
        String name,
        String run,
        String savedAt,
        String headroom,
        WorkloadMark workload,
        Interval capacity,
        @JsonProperty("targetP95") Interval targetP95OrNull) {

    /** Name and version of the document. */
    public static final String SCHEMA = "headroom-baseline/1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** The characters that a name may contain, in words. */
    public static final String NAME_WORDS = "letters, digits, dots, hyphens, underscores";

    /** A figure in the document, with its 95 % interval. */
    public record Interval(double value, double low, double high) {
        /** Returns the same as a figure that gates can judge. */
        public Figure.Known known() {
            return new Figure.Known(value, low, high);
        }

        private boolean isUsable() {
            return low > 0 && low <= value && value <= high && high < Double.POSITIVE_INFINITY;
        }
    }

    /** Returns the 95th percentile of the latency at the target, in milliseconds; empty if it was not measured. */
    public Optional<Interval> targetP95() {
        return Optional.ofNullable(targetP95OrNull);
    }

    /** Returns whether a baseline can have that name; {@code none} is the setting of no baseline. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals("none");
    }

    /** Returns what is wrong with a document that was read, or empty if nothing is. */
    public Optional<String> problem() {
        if (!SCHEMA.equals(schema)) {
            return Optional.of("schema " + schema + "; expected " + SCHEMA);
        }
        if (name == null || run == null || savedAt == null || headroom == null || workload == null) {
            return Optional.of("a part is missing; expected name, run, savedAt, headroom and workload");
        }
        if (workload.simulation() == null || workload.endpoint() == null) {
            return Optional.of("a part of its workload is missing; expected simulation and endpoint");
        }
        if (capacity == null
                || !capacity.isUsable()
                || targetP95().filter(p95 -> !p95.isUsable()).isPresent()) {
            return Optional.of("an interval is wrong; expected 0 < low <= value <= high");
        }
        return Optional.empty();
    }
}
