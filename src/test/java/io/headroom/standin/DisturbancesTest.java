package io.headroom.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests in virtual time of what keeps the stand-in from being a service of equal pods that stay. */
class DisturbancesTest {

    private static final long SECOND = 1_000_000_000;

    /** Four pods of 50 ms, one request each, 8 queued per pod. */
    private static final SampleStandIn FOUR =
            SampleStandIn.taking(Duration.ofMillis(50)).withPods(4, 1, 8).withRouting(Routing.ROUND_ROBIN);

    private static final SlowPods ONE_SLOW = new SlowPods(1, Duration.ofMillis(200));

    @Test
    void fullPodAnswersWithTheConfiguredStatus() {
        Pods pods = pods(FOUR.withPods(1, 1, 0).withRefusedStatus(500));

        assertThat(pods.offer(0)).isInstanceOf(Pods.PodAnswer.Scored.class);
        assertThat(pods.offer(1)).isEqualTo(new Pods.PodAnswer.Refused(500));
    }

    /** Each pod gets a quarter: the slow one takes 5/s, so that 20/s are served and 21/s are not. With 19/s nothing waits for long. */
    @Test
    void slowPodDecidesTheCapacityWhereAllGetTheSameShare() {
        SampleStandIn sample = FOUR.withSlow(ONE_SLOW);

        assertThat(sample.settings().capacityPerSecond()).isEqualTo(20, within(1e-9));
        assertThat(refusedShare(sample, 20, 600)).isZero();
        assertThat(refusedShare(sample, 24, 600)).isEqualTo((6 - 5) / 24.0, within(0.002));
    }

    /** The three others take 20/s each: 3 x 20 + 5 = 65. */
    @Test
    void leastBusyRoutingUsesAllThatSlowAndFastPodsTake() {
        SampleStandIn sample = FOUR.withSlow(ONE_SLOW).withRouting(Routing.LEAST_BUSY);

        assertThat(sample.settings().capacityPerSecond()).isEqualTo(65, within(1e-9));
        assertThat(refusedShare(sample, 65, 600)).isZero();
        assertThat(refusedShare(sample, 130, 600)).isEqualTo(0.5, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"4, 8, 80, 160", "4, 3, 80, 60"})
    void capacityChangesWithTheNumberOfPods(int pods, int later, double before, double after) {
        SampleStandIn sample = FOUR.withPods(pods, 1, 8).withChange(new PodsChange(later, Duration.ofSeconds(100)));
        Pods state = pods(sample);

        assertThat(servedPerSecond(state, 200, 0, 100)).isEqualTo(before, within(1.0));
        assertThat(servedPerSecond(state, 200, 100, 200)).isEqualTo(after, within(1.0));
        assertThat(sample.settings().capacityPerSecond()).isEqualTo(before);
    }

    /** With 5 tokens and 10 more each second, 5 of 8 at once are taken; half a second later there are 5 again. */
    @Test
    void tokenBucketRefusesWhatFindsNoToken() {
        Pods pods = pods(FOUR.withLimit(new RateLimit(10, 5)));

        assertThat(takenOf(8, pods, 0)).isEqualTo(5);
        assertThat(takenOf(8, pods, SECOND / 2)).isEqualTo(5);
        assertThat(takenOf(8, pods, SECOND / 2 + SECOND / 10)).isEqualTo(1);
        assertThat(takenOf(8, pods, 100 * SECOND)).isEqualTo(5);
        assertThat(pods.offer(100 * SECOND)).isEqualTo(new Pods.PodAnswer.Refused(429));
    }

    @Test
    void limitCapsTheCapacity() {
        assertThat(FOUR.withLimit(new RateLimit(30, 500)).settings().capacityPerSecond())
                .isEqualTo(30);
        assertThat(FOUR.withLimit(new RateLimit(300, 500)).settings().capacityPerSecond())
                .isEqualTo(80);
    }

    @Test
    void servicesThatHaveNoPodYetAnswer503UntilTheFirstIsUp() {
        Failure failure = new Failure(4, Failure.Mode.UNAVAILABLE, Duration.ZERO, Duration.ofSeconds(10));
        Pods pods = pods(FOUR.withFailure(failure));

        assertThat(pods.offer(0)).isEqualTo(new Pods.PodAnswer.Failed(503));
        assertThat(pods.offer(10 * SECOND - 1)).isEqualTo(new Pods.PodAnswer.Failed(503));
        assertThat(pods.offer(10 * SECOND)).isInstanceOf(Pods.PodAnswer.Scored.class);
    }

    @Test
    void oneBackendOfFourThatIsDownFailsEveryFourthRequest() {
        Failure failure = new Failure(1, Failure.Mode.BAD_GATEWAY, Duration.ZERO, Duration.ofDays(1));
        Pods pods = pods(FOUR.withFailure(failure));

        List<Boolean> failed = IntStream.range(0, 8)
                .mapToObj(i -> pods.offer(i * SECOND).equals(new Pods.PodAnswer.Failed(502)))
                .toList();
        assertThat(failed).containsExactly(true, false, false, false, true, false, false, false);
    }

    @Test
    void descriptionNamesEachDisturbance() {
        assertThat(FOUR.settings().description()).isEqualTo("4 pods x 1 x 50.0 ms, 8 queued per pod, round-robin");
        assertThat(FOUR.withRefusedStatus(500).settings().description()).endsWith("round-robin, full pods answer 500");
        assertThat(FOUR.withSlow(ONE_SLOW).settings().description()).endsWith("round-robin, 1 slow (200.0 ms)");
        assertThat(FOUR.withChange(new PodsChange(8, Duration.ofSeconds(60)))
                        .settings()
                        .description())
                .endsWith("round-robin, 8 pods after 60.0 s");
        assertThat(FOUR.withLimit(new RateLimit(100, 500)).settings().description())
                .endsWith("round-robin, at most 100.0 req/s in bursts of 500");
        assertThat(FOUR.withFailure(new Failure(
                                1, Failure.Mode.CONNECTION_REFUSED, Duration.ofSeconds(5), Duration.ofSeconds(9)))
                        .settings()
                        .description())
                .endsWith("round-robin, 1 failing (connection-refused) after 5.0 s for 9.0 s");
    }

    @Test
    void illegalDisturbanceIsExplained() {
        assertThatThrownBy(() -> new SlowPods(0, Duration.ofMillis(1)))
                .hasMessageContaining("at least 1 pod must be slow");
        assertThatThrownBy(() -> new SlowPods(1, Duration.ZERO)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new PodsChange(0, Duration.ZERO)).hasMessageContaining("at least 1 pod must be left");
        assertThatThrownBy(() -> new RateLimit(0, 1)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new RateLimit(1, 0)).hasMessageContaining("must be at least 1");
        assertThatThrownBy(() ->
                        FOUR.withSlow(new SlowPods(5, Duration.ofMillis(1))).settings())
                .hasMessage("stand-in: no more pods can be slow than there are");
        assertThatThrownBy(() -> FOUR.withRefusedStatus(200).settings())
                .hasMessage("stand-in: refused status must be 400 to 599");
    }

    private static double refusedShare(SampleStandIn sample, double perSecond, long seconds) {
        return 1 - taken(pods(sample), perSecond, 0, seconds) / (perSecond * seconds);
    }

    private static double servedPerSecond(Pods pods, double perSecond, long fromSeconds, long toSeconds) {
        return taken(pods, perSecond, fromSeconds, toSeconds) / (double) (toSeconds - fromSeconds);
    }

    /** Sends evenly spaced requests and returns how many were taken. */
    private static long taken(Pods pods, double perSecond, long fromSeconds, long toSeconds) {
        long requests = Math.round(perSecond * (toSeconds - fromSeconds));
        double gap = SECOND / perSecond;
        long taken = 0;
        for (long i = 0; i < requests; i++) {
            taken += isTaken(pods, fromSeconds * SECOND + Math.round(i * gap)) ? 1 : 0;
        }
        return taken;
    }

    private static long takenOf(int requests, Pods pods, long nowNanos) {
        return IntStream.range(0, requests).filter(i -> isTaken(pods, nowNanos)).count();
    }

    private static boolean isTaken(Pods pods, long nowNanos) {
        return pods.offer(nowNanos) instanceof Pods.PodAnswer.Scored;
    }

    private static Pods pods(SampleStandIn sample) {
        return new Pods(sample.settings(), 0, 1);
    }
}
