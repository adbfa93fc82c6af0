package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.gate.Baseline;
import io.headroom.gate.Comparison;
import io.headroom.report.ComparisonReport;
import io.headroom.report.Figures;

/** The document that {@code compare --json} prints. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComparisonDocument(String schema, Baseline before, Baseline after, ChangeJson capacity, ChangeJson targetP95) {

    private static final String SCHEMA = "headroom-comparison/1";

    /** The change of one figure, with its 95 % interval, as shares of the earlier value. */
    record ChangeJson(
            double changeShare, double lowShare, double highShare, boolean real, double smallestVisibleShare) {

        private static ChangeJson of(Comparison comparison) {
            return new ChangeJson(
                    Figures.rounded(comparison.change()),
                    Figures.rounded(comparison.low()),
                    Figures.rounded(comparison.high()),
                    comparison.isReal(),
                    Figures.rounded(comparison.smallestVisible()));
        }
    }

    static ComparisonDocument of(ComparisonReport comparison) {
        return new ComparisonDocument(
                SCHEMA,
                comparison.before(),
                comparison.after(),
                ChangeJson.of(comparison.capacity()),
                comparison.targetP95().map(p95 -> ChangeJson.of(p95.change())).orElse(null));
    }
}
