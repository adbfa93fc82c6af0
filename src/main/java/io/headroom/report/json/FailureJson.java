package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.FailureShare;
import io.headroom.load.OutcomeCounts;
import io.headroom.report.FailureFigures;
import io.headroom.report.Figures;
import java.util.List;

/** One way in which requests failed, in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailureJson(String kind, Integer status, long requests, double share) {

    /** Returns every way in which requests failed, the most frequent first. */
    static List<FailureJson> of(OutcomeCounts counts) {
        return FailureShare.of(counts).stream().map(FailureJson::of).toList();
    }

    /** Returns the failures of a run: first those other than refusals, then the refusals. */
    static List<FailureJson> of(FailureFigures figures) {
        return figures.all().stream().map(FailureJson::of).toList();
    }

    private static FailureJson of(FailureShare failure) {
        return new FailureJson(
                failure.kind(),
                failure.status().isPresent() ? failure.status().getAsInt() : null,
                failure.count(),
                Figures.rounded(failure.share()));
    }
}
