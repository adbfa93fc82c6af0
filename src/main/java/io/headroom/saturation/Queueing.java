package io.headroom.saturation;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The proof that a service is full although it refuses nothing: it queues. With N callers in a closed loop, a goodput X
 * and a mean latency R,
 *
 * <pre>{@code N = X·R,    X ≤ min(N ÷ R₀, C),    N* = C·R₀}</pre>
 *
 * <p>with the latency R₀ without waiting and the capacity C (J. D. C. Little, Operations Research 9, 1961; P. J. Denning
 * and J. P. Buzen, The Operational Analysis of Queueing Network Models, Computing Surveys 10, 1978; E. D. Lazowska et
 * al., Quantitative System Performance, 1984, chapter 5: asymptotic bounds). Up to the knee N* goodput grows in proportion
 * to the callers. Beyond it latency does, and each further caller adds 1 ÷ C to it.
 *
 * <p>Goodput has stopped growing where it grows with a power of the callers of less than {@value #MOST_POWER}: by less
 * than 19 % with twice as many. It is proven if the power that {@link GoodputGrowth} finds over the steps with at least
 * some number of callers, and {@value #PROVEN} standard errors above it, is below that. It takes three steps, so that a
 * single one that was disturbed proves nothing. Few answers make a proof late, not wrong, since the largest growth that
 * they allow counts. A service whose goodput grows with just that power, which is the hardest to tell, is taken for full
 * in about 1 % of the searches that double their callers from 4 to 1000 and look after every step.
 *
 * <p>A step is evidence if the service took its load, its load was steady, and its callers waited for the service: where
 * {@code X·R < }{@value #LEAST_BUSY}{@code ·N}, something before the service held them back. A step that the injector
 * limited is none, nor is one in which the injector filled the machine.
 *
 * <p>Behind a router that chooses pods by chance goodput grows with {@code X = C·N ÷ (N + M − 1)} for M pods with
 * exponential service times (a balanced network; J. Zahorjan et al., Balanced Job Bound Analysis of Queueing Networks,
 * Communications of the ACM 25, 1982). The power there is {@code (M − 1) ÷ (N + M − 1)}.
 *
 * @param plateau steps on which goodput is the highest and changes by no more than chance explains, by time. They were picked for
 *                that, so that an interval takes steps that are run afterwards, with as many callers or more
 * @param trend   how goodput goes on beyond the knee
 * @param growth  power of the callers with which goodput grows beyond the knee, with its error
 * @param idle    latency without waiting
 */
public record Queueing(List<StepStatistics> plateau, Trend trend, GoodputGrowth growth, IdleLatency idle) {

    /** How goodput goes on beyond the knee. */
    public enum Trend {
        /** It stays the same, as far as can be told. */
        FLAT,
        /** It certainly grows slowly, as behind a router that leaves pods idle by chance. */
        GROWS,
        /** It certainly falls, as where overload costs work. */
        FALLS
    }

    /** Goodput that certainly grows with a lower power of the callers than this has stopped growing. */
    private static final double MOST_POWER = 0.25;

    /** Standard errors of that certainty. They are many because every step, and every part of the steps, is looked at. */
    private static final double PROVEN = 3.3;

    /** Fewest steps: with two, nothing would show that one of them was disturbed. */
    private static final int LEAST_STEPS = 3;

    /** Standard errors beyond which goodput certainly grows or falls on the plateau. */
    private static final double CERTAIN = 2;

    /** Chance may well explain growth up to this many standard errors. */
    private static final double WITHIN_CHANCE = 1;

    /** Chance may well explain a fall up to this many standard errors: leaving out a load costs the precision of its steps. */
    private static final double FALL_WITHIN_CHANCE = 1.5;

    /** From this share of the knee on, callers may have waited. */
    private static final double NEAR_THE_KNEE = 0.9;

    /** Least share of the callers' time that was spent on waiting for the service. */
    private static final double LEAST_BUSY = 0.8;

    /**
     * Returns the proof that goodput has stopped growing with the callers; empty if there is none.
     *
     * @param finished all steps so far, of any load
     * @param rule     decides which of them the service took
     */
    public static Optional<Queueing> in(List<StepStatistics> finished, SaturationRule rule) {
        List<StepStatistics> taken =
                finished.stream().filter(step -> isTaken(step, rule)).toList();
        List<StepStatistics> evidence =
                taken.stream().filter(step -> isEvidence(step, rule)).toList();
        List<List<StepStatistics>> proofs = from(evidence).stream()
                .filter(steps -> steps.size() >= LEAST_STEPS && levels(steps).size() > 1)
                .filter(steps -> GoodputGrowth.of(steps).atMost(PROVEN) <= MOST_POWER)
                .toList();
        return proofs.stream()
                .filter(steps -> GoodputGrowth.of(steps).atLeast(WITHIN_CHANCE) <= 0)
                .findFirst()
                .or(() -> proofs.stream().findFirst())
                .map(steps -> of(steps, IdleLatency.of(taken)));
    }

    /** Returns the steps with at least as many callers as each of them, for ever more callers. */
    private static List<List<StepStatistics>> from(List<StepStatistics> evidence) {
        return levels(evidence).stream()
                .map(least -> with(evidence, callers -> callers >= least))
                .toList();
    }

    private static Queueing of(List<StepStatistics> proof, IdleLatency idle) {
        GoodputGrowth growth = GoodputGrowth.of(proof);
        if (growth.atLeast(CERTAIN) > 0) {
            int most = levels(proof).last();
            return new Queueing(with(proof, callers -> callers == most), Trend.GROWS, growth, idle);
        }
        Trend trend = growth.atMost(CERTAIN) < 0 ? Trend.FALLS : Trend.FLAT;
        return new Queueing(withoutFall(proof), trend, growth, idle);
    }

    /** Leaves out the most callers while goodput falls by more than chance may well explain. */
    private static List<StepStatistics> withoutFall(List<StepStatistics> proof) {
        List<StepStatistics> left = proof;
        while (levels(left).size() > 1 && GoodputGrowth.of(left).atMost(FALL_WITHIN_CHANCE) < 0) {
            int most = levels(left).last();
            left = with(left, callers -> callers < most);
        }
        return left;
    }

    private static TreeSet<Integer> levels(List<StepStatistics> steps) {
        TreeSet<Integer> levels = new TreeSet<>();
        steps.forEach(step -> levels.add(CallersSearch.callers(step)));
        return levels;
    }

    private static List<StepStatistics> with(List<StepStatistics> steps, IntPredicate isWanted) {
        return steps.stream()
                .filter(step -> isWanted.test(CallersSearch.callers(step)))
                .toList();
    }

    private static boolean isTaken(StepStatistics step, SaturationRule rule) {
        return step.step().load().closedLoopCallers().isPresent()
                && step.goodputPerSecond() > 0
                && step.latency().count() > 0
                && rule.takesAll(step);
    }

    private static boolean isEvidence(StepStatistics step, SaturationRule rule) {
        double busy = step.goodputPerSecond() * step.latency().mean() / 1000;
        return step.step().purpose() != Purpose.WARM_UP
                && step.injector().filter(InjectorStatistics::fillsMachine).isEmpty()
                && Steadiness.isSteady(step, rule.retryWait())
                && busy >= LEAST_BUSY * CallersSearch.callers(step);
    }

    /** Returns the goodput on the plateau, in successes per second: the geometric mean over its steps. */
    public double perSecond() {
        return Math.exp(RoundsInterval.mean(plateau.stream()
                .mapToDouble(step -> Math.log(step.goodputPerSecond()))
                .toArray()));
    }

    /** Returns the fewest callers on the plateau. */
    public int fewestCallers() {
        return levels(plateau).first();
    }

    /** Returns the most callers on the plateau. */
    public int mostCallers() {
        return levels(plateau).last();
    }

    /** Returns the knee N* = X·R₀, in callers: with fewer, goodput grows in proportion to them. */
    public double knee() {
        return idle.knee(perSecond());
    }

    /** Returns whether waiting may begin at fewer callers than the knee, since no step had so few that none waited. */
    public boolean isKneeAtMost() {
        return idle.callers() >= NEAR_THE_KNEE * knee();
    }
}
