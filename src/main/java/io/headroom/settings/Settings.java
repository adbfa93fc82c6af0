package io.headroom.settings;

import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.gate.GateSettings;
import io.headroom.load.StatusOutcomes;
import io.headroom.plan.PlanSettings;
import io.headroom.sizing.SizingSettings;
import io.headroom.standin.StandInSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All settings, valid as a whole.
 *
 * @param resultsFolder where runs are written
 * @param failWithoutAnswer whether a run that was measured, but gave no answer, ends with a status other than 0
 * @param runName       name of the run; empty if it is named after the endpoint
 * @param endpoint      the service under test
 * @param statuses      what the statuses of its answers stand for
 * @param key           bearer key of what is measured; empty for a stand-in that the run starts
 * @param payload       file or folder of request bodies
 * @param payloads      the bodies; empty when settings are read back from a finished run
 * @param standIn       the built-in service, which is started when no endpoint is configured
 * @param plan          the steps of a run
 * @param seed          seed of the random arrivals
 * @param gates         the gates that a run is judged by
 * @param clients       which of several clients this process is
 * @param sizing        the traffic to size for, and what pods and nodes are made of
 * @param flat          every setting but secrets by its key, as a run's folder keeps them; those left out are {@link #NONE}
 */
public record Settings(
        Path resultsFolder,
        boolean failWithoutAnswer,
        Optional<String> runName,
        ScoringEndpoint endpoint,
        StatusOutcomes statuses,
        Optional<ApiKey> key,
        Path payload,
        Optional<Payloads> payloads,
        StandInSettings standIn,
        PlanSettings plan,
        long seed,
        GateSettings gates,
        ClientSettings clients,
        SizingSettings sizing,
        Map<String, Object> flat) {

    /** Stands for the value of an optional setting that is not set. */
    public static final String NONE = "none";

    /** Name of the environment variable in which the launcher of several clients hands them the key of its stand-in. */
    public static final String STAND_IN_KEY_VARIABLE = "HEADROOM_STAND_IN_KEY";

    /** Returns whether a value that was read is {@link #NONE}, with or without blanks around it. */
    static boolean isNone(Object value) {
        return value instanceof String text && text.strip().equals(NONE);
    }

    /** Returns the sizing settings for a run that measured the stand-in, whose pods are known. */
    public SizingSettings sizingOfStandIn() {
        return sizing.measuredOn(standIn.pods(), standIn.concurrency());
    }
}
