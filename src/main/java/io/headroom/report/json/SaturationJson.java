package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.foreign.ForeignPoint;
import io.headroom.report.Figures;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.Saturation;
import io.headroom.verdict.ArrivalsFindings;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Evidence;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FineTuningFindings;
import io.headroom.verdict.ForeignFindings;
import io.headroom.verdict.SmokeFindings;
import io.headroom.verdict.UnknownFindings;
import java.util.Optional;

/** The saturation point in {@code headroom.json}. Each kind of run fills in what it measures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SaturationJson(
        double goodputPerSecond,
        Confidence95Json confidence95,
        Integer callers,
        Double spreadShare,
        Boolean consistent,
        LatencyJson latencyMillis,
        String evidence,
        QueueJson queue) {

    /**
     * How a service queues that refuses nothing: up to the knee goodput grows with the callers, beyond it latency does.
     *
     * @param kneeAtMost whether waiting may begin at fewer callers, as no step had so few that none waited
     */
    record QueueJson(double kneeCallers, boolean kneeAtMost, double millisPerCaller, int mostCallers) {

        static QueueJson of(Queueing queueing, Saturation point) {
            return new QueueJson(
                    Figures.rounded(queueing.idle().knee(point.goodputPerSecond())),
                    queueing.isKneeAtMost(),
                    Figures.rounded(1000 / point.goodputPerSecond()),
                    queueing.mostCallers());
        }
    }

    record Confidence95Json(double lowPerSecond, double highPerSecond) {

        static Confidence95Json of(CapacityEstimate capacity) {
            return new Confidence95Json(
                    Figures.rounded(capacity.lowPerSecond()), Figures.rounded(capacity.highPerSecond()));
        }
    }

    /** Returns the saturation point of a run, if the run found one. */
    static Optional<SaturationJson> of(Findings findings) {
        return findings.match(new ByKind());
    }

    private static final class ByKind implements Findings.Cases<Optional<SaturationJson>> {

        @Override
        public Optional<SaturationJson> callers(CallersFindings findings) {
            return findings.saturation()
                    .map(point -> ofCallers(
                            point,
                            latency(findings),
                            Evidence.of(point, findings.currentRounds(), findings.hold(), findings.queueing()),
                            findings.queueing()
                                    .map(queueing -> QueueJson.of(queueing, point))
                                    .orElse(null)));
        }

        @Override
        public Optional<SaturationJson> arrivals(ArrivalsFindings findings) {
            return findings.interval()
                    .map(capacity -> ofArrivals(
                            capacity,
                            latency(findings),
                            Evidence.of(capacity, findings.sustained(), findings.queueing())));
        }

        @Override
        public Optional<SaturationJson> foreign(ForeignFindings findings) {
            return findings.point().map(point -> ofForeign(point, latency(findings)));
        }

        @Override
        public Optional<SaturationJson> fineTuning(FineTuningFindings findings) {
            return Optional.empty();
        }

        @Override
        public Optional<SaturationJson> smoke(SmokeFindings findings) {
            return Optional.empty();
        }

        @Override
        public Optional<SaturationJson> unknown(UnknownFindings findings) {
            return Optional.empty();
        }

        private static LatencyJson latency(Findings findings) {
            return findings.atSaturation()
                    .map(step -> LatencyJson.of(step.latency()))
                    .orElse(null);
        }
    }

    private static SaturationJson ofCallers(Saturation point, LatencyJson latency, String evidence, QueueJson queue) {
        return new SaturationJson(
                Figures.rounded(point.goodputPerSecond()),
                point.confidence().map(Confidence95Json::of).orElse(null),
                StepJson.callers(point.median().boundary()),
                Figures.rounded(point.spread()),
                point.consistent(),
                latency,
                evidence,
                queue);
    }

    private static SaturationJson ofArrivals(CapacityEstimate capacity, LatencyJson latency, String evidence) {
        return new SaturationJson(
                Figures.rounded(capacity.perSecond()),
                Confidence95Json.of(capacity),
                null,
                null,
                null,
                latency,
                evidence,
                null);
    }

    private static SaturationJson ofForeign(ForeignPoint point, LatencyJson latency) {
        return new SaturationJson(
                Figures.rounded(point.goodputPerSecond()),
                null,
                point.callers().orElse(null),
                null,
                null,
                latency,
                point.evidence(),
                null);
    }
}
