package io.headroom.simulation;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import java.io.PrintStream;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Tells a user, once in a run, that answers were given up, and why: the counts of a step say only that answers were wrong. */
final class FaultNotices {

    private final AnswerLimits limits;
    private final PrintStream out;
    private final Set<AnswerFault> told = Collections.synchronizedSet(EnumSet.noneOf(AnswerFault.class));

    FaultNotices(AnswerLimits limits, PrintStream out) {
        this.limits = limits;
        this.out = out;
    }

    /** Called for each answer that was given up, by any thread. */
    void saw(AnswerFault fault) {
        if (told.add(fault)) {
            out.println("WARNING: an answer has " + fault.description(limits)
                    + " and was not read to its end. It counts as a wrong answer, as will others like it.");
        }
    }
}
