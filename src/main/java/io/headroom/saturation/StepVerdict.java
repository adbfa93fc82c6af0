package io.headroom.saturation;

import java.util.Locale;

/** The verdict of one step on the service. */
public enum StepVerdict {
    /** The service took the load. */
    CLEAN,
    /**
     * The service refused work, beyond what one stray 503 explains; or under overload with arrivals it refused nothing, but requests
     * waited for it until no virtual user was free.
     */
    SATURATED,
    /** The service failed without refusing: not ready, timed out, server error, or wrong answer. */
    FAILING,
    /** The injector was the limit. The step only shows that the service takes at least this much. */
    INJECTOR_BOUND,
    /** The endpoint says that the requests are wrong (4xx, redirect): the test must be corrected. */
    WRONG_TEST,
    /** Nothing was measured: the step ended before it had settled. */
    UNMEASURED;

    /** Returns the name used in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
