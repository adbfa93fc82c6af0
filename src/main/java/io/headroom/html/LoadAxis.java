package io.headroom.html;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.verdict.Findings;
import java.util.List;
import java.util.OptionalDouble;

/** The axis of load in charts: a search raises either the number of callers or the rate of arrivals. */
enum LoadAxis {
    CALLERS("callers") {
        @Override
        OptionalDouble at(StepStatistics step) {
            return step.offered().concurrentCallers().stream().asDoubleStream().findFirst();
        }
    },
    RATE("offered, req/s") {
        @Override
        OptionalDouble at(StepStatistics step) {
            return step.offered().offeredPerSecond();
        }
    };

    private final String label;

    LoadAxis(String label) {
        this.label = label;
    }

    /** Returns the position of a step on this axis; empty if its load is of the other kind. */
    abstract OptionalDouble at(StepStatistics step);

    /** Returns name and unit of the axis. */
    String description() {
        return label;
    }

    /** Returns the axis of the majority of steps, leaving out those that warm up, search a limit or verify the target. */
    static LoadAxis of(Findings findings) {
        List<StepStatistics> search = measured(findings).stream()
                .filter(step ->
                        step.step().purpose() != Purpose.TARGET && step.step().purpose() != Purpose.LIMIT)
                .toList();
        long open = search.stream().filter(step -> RATE.at(step).isPresent()).count();
        return 2 * open > search.size() ? RATE : CALLERS;
    }

    /** Returns the steps that measured the service: those that warmed it up, or measured nothing, are left out. */
    static List<StepStatistics> measured(Findings findings) {
        return findings.steps().stream()
                .map(Findings.JudgedStep::statistics)
                .filter(step -> step.step().purpose() != Purpose.WARM_UP && step.windowMillis() > 0)
                .toList();
    }
}
