package io.headroom.saturation;

import java.util.Locale;

/** What one step says about the service. */
public enum StepVerdict {
    /** It took the load. */
    CLEAN,
    /** It refused work, beyond what one stray 503 explains. */
    SATURATED,
    /** It failed without refusing: not ready, timed out, server error, wrong answer. */
    FAILING,
    /** The injector limited it: it says nothing of the service, but that it takes at least this much. */
    INJECTOR_BOUND,
    /** The endpoint says that the requests are wrong (4xx, redirect): the test must be mended. */
    WRONG_TEST,
    /** Nothing was measured: the step ended before it had settled. */
    UNMEASURED;

    /** The name used in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
