package io.headroom.clients;

import io.headroom.plan.PlanSettings;
import java.time.Duration;

/**
 * The run that a coordinator controls.
 *
 * @param run            id of the run
 * @param search         fingerprint of the search, which all injectors must share
 * @param plan           settings of the plan
 * @param requestTimeout the longest time that a request can be in flight: a step may end so much later
 */
public record CoordinatorSettings(String run, String search, PlanSettings plan, Duration requestTimeout) {}
