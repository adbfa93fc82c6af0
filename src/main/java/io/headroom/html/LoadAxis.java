package io.headroom.html;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.verdict.Findings;
import java.util.List;
import java.util.OptionalDouble;

/** By what the load of a run is told: a search raises callers or the rate of arrivals. */
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

    private final String words;

    LoadAxis(String words) {
        this.words = words;
    }

    /** Where a step stands on it; nothing where its load is of the other kind. */
    abstract OptionalDouble at(StepStatistics step);

    /** Name and unit. */
    String description() {
        return words;
    }

    /** That of most steps but those that warm up or verify the target. */
    static LoadAxis of(Findings findings) {
        List<StepStatistics> search = measured(findings).stream()
                .filter(step -> step.step().purpose() != Purpose.TARGET)
                .toList();
        long open = search.stream().filter(step -> RATE.at(step).isPresent()).count();
        return 2 * open > search.size() ? RATE : CALLERS;
    }

    /** The steps that say something of the service: not those that warm it up, nor those that measured nothing. */
    static List<StepStatistics> measured(Findings findings) {
        return findings.steps().stream()
                .map(Findings.JudgedStep::statistics)
                .filter(step -> step.step().purpose() != Purpose.WARM_UP && step.windowMillis() > 0)
                .toList();
    }
}
