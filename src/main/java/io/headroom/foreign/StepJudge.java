package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Tells which steps of a foreign run were served, and whether failures come from the load. Requests of a simulation that
 * is not ours fail for many reasons: a check of its scenario does not hold, one of its requests is wrong, the service or
 * the injector has a bad moment. Only what grows with the load is overload.
 */
final class StepJudge {

    /** Loads have to be so many times apart before it can be told whether failures grow with them. */
    private static final double APART = 1.5;

    /**
     * Share of successes below which a load was too much, though no other load was offered. Bursts of independent arrivals may
     * be refused below the capacity, too, but not so many.
     */
    private static final double WELL_OVER = 0.8;

    private final StepRule rule;
    private final RequestNames requests;

    StepJudge(StepRule rule, RequestNames requests) {
        this.rule = rule;
        this.requests = requests;
    }

    /** Returns whether so many requests succeeded that the step can prove a load, and not only that it was too short to fail. */
    boolean succeeded(ForeignStep step) {
        OutcomeCounts counts = step.statistics().counts();
        return counts.of(Outcome.OK) >= rule.rule().minimumRefusals()
                && counts.share(Outcome.OK) >= Goodputs.PLATEAU
                && step.goodputPerSecond() > 0;
    }

    /** Returns whether no request of the whole run failed. */
    boolean isFlawless() {
        return requests.of(Outcome.OK) == requests.total();
    }

    /** Returns whether the service took the load of the step without failures that decide. */
    boolean isClean(ForeignStep step) {
        return step.verdict() == StepVerdict.CLEAN && succeeded(step);
    }

    /** Returns whether the service refused or failed requests of the step, for whatever reason. */
    boolean fails(ForeignStep step) {
        return step.verdict() == StepVerdict.SATURATED || step.verdict() == StepVerdict.FAILING;
    }

    /**
     * Returns whether the failures of these steps come from their load.
     *
     * <p>If their loads lie apart, goodput tells: a service that is full serves no more of a higher load, but of requests
     * that fail anyway the others still grow in number. If they do not, the kind of failure has to tell.
     *
     * @param taken  whether a lower load was served
     * @param beyond failing steps by their load, at least one
     */
    boolean isOverload(boolean taken, List<ForeignStep> beyond) {
        ForeignStep least = beyond.get(0);
        ForeignStep most = beyond.get(beyond.size() - 1);
        double grown = most.load() / least.load();
        if (grown >= APART) {
            return Goodputs.isPlateau(least.statistics(), most.statistics(), grown)
                    && (isMostly(beyond, List.of(Outcome.REFUSED)) || shareGrows(least, most));
        }
        return taken ? isMostly(beyond, Goodputs.LOAD_FAILURES) : isRefusedWork(beyond);
    }

    private static boolean shareGrows(ForeignStep least, ForeignStep most) {
        return most.statistics().counts().share(Outcome.OK)
                <= Goodputs.PLATEAU * least.statistics().counts().share(Outcome.OK);
    }

    /** Returns whether more is refused than bursts explain, of requests of which others are served. */
    private boolean isRefusedWork(List<ForeignStep> beyond) {
        return isMostly(beyond, List.of(Outcome.REFUSED))
                && !requests.onlyNeverServedAreRefused()
                && beyond.stream().allMatch(step -> step.statistics().counts().share(Outcome.OK) <= WELL_OVER);
    }

    private static boolean isMostly(List<ForeignStep> steps, List<Outcome> outcomes) {
        long failed = 0;
        long ofThese = 0;
        for (ForeignStep step : steps) {
            OutcomeCounts counts = step.statistics().counts();
            failed += counts.total() - counts.of(Outcome.OK);
            ofThese += outcomes.stream().mapToLong(counts::of).sum();
        }
        return 2 * ofThese > failed;
    }

    /**
     * Returns that no figure says anything about the capacity, if the endpoint calls requests wrong beyond a stray one; else
     * empty. It counts the whole run.
     */
    Optional<ForeignResult> wrongTest() {
        return rule.rule().isWrongTest(requests.counts())
                ? Optional.of(new ForeignResult.Undecided("the endpoint called "
                        + RequestNames.shareOf(requests.of(Outcome.CLIENT_ERROR), requests.total())
                        + " requests wrong (4xx or a redirect)"))
                : Optional.empty();
    }

    /** Returns the result for failures that are not known to come from load. */
    static ForeignResult failsAtEveryLoad(List<ForeignStep> failing) {
        ForeignStep least = failing.get(0);
        ForeignStep most = failing.get(failing.size() - 1);
        return new ForeignResult.Undecided(
                failing.size() == 1
                        ? Goodputs.failing(least) + " of the requests fail at the only load, " + least.offered()
                                + ", and no lower load shows whether that comes from the load"
                        : Goodputs.failing(least) + " of the requests fail at " + least.offered() + " and "
                                + Goodputs.failing(most) + " at " + most.offered()
                                + ": failures that do not grow with the load are no saturation");
    }

    /** Returns failures at loads below one that was served clean, which therefore do not come from the load, in words. */
    static Optional<String> despite(List<ForeignStep> failing, ForeignStep served) {
        return failing.stream()
                .filter(step -> share(step) > 0)
                .reduce((one, other) -> share(one) >= share(other) ? one : other)
                .map(worst -> Goodputs.failing(worst) + " of the requests fail at " + worst.offered()
                        + ", but not because of the load: " + served.offered() + " was served");
    }

    /** Returns failures beyond the highest load that was served, if nothing shows that they come from the load, in words. */
    static Optional<String> beyond(List<ForeignStep> failing) {
        return failing.stream()
                .findFirst()
                .map(first -> "beyond, " + Goodputs.failing(first) + " of the requests fail at " + first.offered()
                        + ", but nothing shows that this comes from the load");
    }

    /** Returns the share of a step's requests, 0 to 1, that failed. */
    static double share(ForeignStep step) {
        return 1 - step.statistics().counts().share(Outcome.OK);
    }
}
