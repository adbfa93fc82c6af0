package io.headroom.settings;

import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.gate.GateSettings;
import io.headroom.plan.PlanSettings;
import io.headroom.sizing.SizingSettings;
import io.headroom.standin.StandInSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, valid as a whole.
 *
 * @param resultsFolder where runs are written
 * @param endpoint      the service under test
 * @param key           its bearer key
 * @param payload       file or folder of request bodies
 * @param payloads      the bodies; nothing when settings are read back from a finished run
 * @param standIn       what is started when no endpoint is configured
 * @param plan          the course of a run
 * @param seed          of the random arrivals
 * @param sizing        what pods and nodes are made of
 * @param gates         what a run must show
 * @param clients       which of several clients this process is
 * @param flat          every setting but secrets by its key, as it was read: what a run's folder keeps
 */
public record Settings(
        Path resultsFolder,
        ScoringEndpoint endpoint,
        Optional<ApiKey> key,
        Path payload,
        Optional<Payloads> payloads,
        StandInSettings standIn,
        PlanSettings plan,
        long seed,
        SizingSettings sizing,
        GateSettings gates,
        ClientSettings clients,
        Map<String, Object> flat) {

    /** The sizing where the stand-in is what is measured: its pods are known. */
    public SizingSettings sizingOfStandIn() {
        return sizing.measuredOn(standIn.pods(), standIn.concurrency());
    }
}
