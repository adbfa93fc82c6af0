package io.headroom.verdict;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The finding that the CPU of an injector's machine was used up, and not by the injector: what was measured may show other work on
 * that machine instead of the service. Shares are means over the steps during which it was so, weighted by the length of their windows.
 *
 * @param steps         number of these steps
 * @param ofSteps       number of all steps
 * @param machineShare  CPU that all processes used, as a share (0 to 1) of the machine's
 * @param injectorShare CPU that the injector used, as a share (0 to 1) of the machine's
 */
public record FullMachine(int steps, int ofSteps, double machineShare, double injectorShare) {

    /** Share of the measured time in which it must be so. A short burst does not falsify a search. */
    private static final double LEAST_TIME = 0.5;

    /** Returns the finding; empty when the machine had CPU left during most of the time, or when that is not known. */
    public static Optional<FullMachine> of(List<StepStatistics> steps) {
        List<StepStatistics> full = steps.stream()
                .filter(step -> step.injector()
                        .filter(InjectorStatistics::isMachineFilledByOthers)
                        .isPresent())
                .toList();
        double fullMillis =
                full.stream().mapToDouble(StepStatistics::windowMillis).sum();
        double allMillis =
                steps.stream().mapToDouble(StepStatistics::windowMillis).sum();
        return fullMillis > 0 && fullMillis >= LEAST_TIME * allMillis
                ? Optional.of(new FullMachine(
                        full.size(),
                        steps.size(),
                        mean(
                                full,
                                fullMillis,
                                injector -> injector.machineCpuShare().orElseThrow()),
                        mean(full, fullMillis, InjectorStatistics::cpuShare)))
                : Optional.empty();
    }

    /** See {@link #of(List)}. */
    public static Optional<FullMachine> of(Findings findings) {
        return of(findings.steps().stream().map(Findings.JudgedStep::statistics).toList());
    }

    private static double mean(
            List<StepStatistics> steps, double allMillis, ToDoubleFunction<InjectorStatistics> share) {
        return steps.stream()
                        .mapToDouble(step -> step.windowMillis()
                                * share.applyAsDouble(step.injector().orElseThrow()))
                        .sum()
                / allMillis;
    }

    /** Returns the finding as a sentence without its full stop, which begins in lower case. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "the machine's CPU was %.0f %% used in %d of %d steps, of which the injector used %.0f %%:"
                        + " other work (or the service, if it runs here) took the rest, so the service may do better than these figures;"
                        + " measure again on a quiet machine",
                100 * machineShare,
                steps,
                ofSteps,
                100 * injectorShare);
    }

    /** Returns whether it belongs to the reasons of a verdict: it may be why there is no answer. */
    static boolean explains(Verdict verdict) {
        return switch (verdict) {
            case UNCONVERGED, INJECTOR_BOUND, CAPACITY_MOVED -> true;
            case SATURATED, RATE_LIMITED, NOT_SATURATED, INTERRUPTED, INCOMPLETE, NO_VERDICT -> false;
        };
    }
}
