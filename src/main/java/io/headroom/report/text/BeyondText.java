package io.headroom.report.text;

import io.headroom.verdict.ArrivalsFindings;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FineTuningFindings;
import io.headroom.verdict.ForeignFindings;
import io.headroom.verdict.SmokeFindings;
import io.headroom.verdict.UnknownFindings;

/** Says how to find the limit of a service that took all that was offered. */
final class BeyondText implements Findings.Cases<String> {

    private static final String OFFER_MORE = "Offer more to find the limit.";

    @Override
    public String callers(CallersFindings findings) {
        return "Raise headroom.search.maximum-callers to find the limit.";
    }

    @Override
    public String arrivals(ArrivalsFindings findings) {
        return "Raise headroom.arrivals.maximum-rate to find the limit.";
    }

    @Override
    public String foreign(ForeignFindings findings) {
        return OFFER_MORE;
    }

    @Override
    public String fineTuning(FineTuningFindings findings) {
        return OFFER_MORE;
    }

    @Override
    public String smoke(SmokeFindings findings) {
        return OFFER_MORE;
    }

    @Override
    public String unknown(UnknownFindings findings) {
        return OFFER_MORE;
    }
}
