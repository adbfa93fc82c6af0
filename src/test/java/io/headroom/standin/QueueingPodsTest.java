package io.headroom.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests in virtual time of services that queue instead of refusing, whose waiting times are known. */
class QueueingPodsTest {

    private static final long SECOND = 1_000_000_000;
    private static final int ENDLESS = 1_000_000;

    /** Requests that are looked at: so many that the figures are known within some 2 %. */
    private static final int REQUESTS = 1_000_000;

    /**
     * M/M/1 with 100 req/s: the time from arrival to answer is exponential with the rate μ − λ (L. Kleinrock, Queueing Systems I, 1975,
     * 5.12), so that its 95th percentile is ln 20 ÷ (100 − 70) = 99.86 ms at 70 req/s.
     */
    @Test
    void onePodOfExponentialTimesIsTheQueueOfTheTextbook() {
        double[] seconds = latencies(exponential(1, 10), 70);

        assertThat(percentile(seconds, 0.95)).isEqualTo(Math.log(20) / 30, within(0.003));
        assertThat(mean(seconds)).isEqualTo(1 / 30.0, within(0.001));
    }

    /**
     * M/M/4 with 4 x 25 = 100 req/s at 80 req/s, so a = 3.2 Erlang: Erlang's C is
     * 4.3691 ÷ 0.2 ÷ (1 + 3.2 + 5.12 + 5.4613 + 21.8453) = 0.5964 of the requests wait, 1 ÷ (100 − 80) s each on average.
     */
    @Test
    void podsBehindOneQueueWaitAsErlangSays() {
        double[] seconds = latencies(exponential(4, 40), 80);

        assertThat(mean(seconds)).isEqualTo(0.040 + 0.5964 / 20, within(0.0015));
    }

    @Test
    void sharedQueueRefusesTheFirstRequestThatFindsNoPlaceAtAll() {
        SampleStandIn sample =
                SampleStandIn.taking(Duration.ofMillis(50)).withPods(3, 4, 5).withRouting(Routing.SHARED_QUEUE);
        Pods pods = pods(sample);

        int taken = 0;
        while (pods.offer(0) instanceof Pods.PodAnswer.Scored) {
            taken++;
        }
        assertThat(taken).isEqualTo(27);
        assertThat(sample.settings().callersWithoutRefusals()).isEqualTo(27);
        assertThat(pods.offer(0)).isEqualTo(new Pods.PodAnswer.Refused(503));
    }

    /** The slow pod takes one request in 200 ms, the three others one in 50 ms: 3 x 20 + 5 = 65 req/s. */
    @Test
    void sharedQueueWaitsForThePodThatIsFreeFirst() {
        SampleStandIn sample = SampleStandIn.taking(Duration.ofMillis(50))
                .withPods(4, 1, ENDLESS)
                .withRouting(Routing.SHARED_QUEUE)
                .withSlow(new SlowPods(1, Duration.ofMillis(200)));
        Pods pods = pods(sample);

        long inTime = 0;
        for (int i = 0; i < 2000; i++) {
            inTime += ((Pods.PodAnswer.Scored) pods.offer(0)).finishNanos() <= 20 * SECOND ? 1 : 0;
        }
        assertThat(inTime).isEqualTo(65 * 20);
        assertThat(sample.settings().capacityPerSecond()).isEqualTo(65, within(1e-9));
    }

    /** The third of three requests at once would be answered after 300 ms. Its pod works on it all the same. */
    @Test
    void gatewayAnswersWhatTakesTooLongAndThePodWorksOn() {
        Pods pods = pods(SampleStandIn.taking(Duration.ofMillis(100))
                .withPods(1, 1, ENDLESS)
                .withTimeOut(Duration.ofMillis(250)));

        assertThat(pods.offer(0)).isEqualTo(new Pods.PodAnswer.Scored(SECOND / 10));
        assertThat(pods.offer(0)).isEqualTo(new Pods.PodAnswer.Scored(2 * SECOND / 10));
        assertThat(pods.offer(0)).isEqualTo(new Pods.PodAnswer.TimedOut(SECOND / 4));
        assertThat(pods.offer(29 * SECOND / 100)).isEqualTo(new Pods.PodAnswer.Scored(4 * SECOND / 10));
    }

    @Test
    void wordsSayThatItQueues() {
        assertThat(exponential(4, 40).settings().description())
                .isEqualTo("4 pods x 1 x 40.0 ms (exponential), 1000000 queued per pod, shared-queue");
        assertThat(SampleStandIn.taking(Duration.ofMillis(50))
                        .withTimeOut(Duration.ofSeconds(2))
                        .settings()
                        .description())
                .endsWith("least-busy, 504 after 2.0 s");
    }

    private static SampleStandIn exponential(int pods, int millis) {
        return SampleStandIn.taking(Duration.ofMillis(millis))
                .withPods(pods, 1, ENDLESS)
                .withDistribution(LatencyDistribution.EXPONENTIAL)
                .withRouting(Routing.SHARED_QUEUE);
    }

    /** Returns the latencies of arrivals that are independent of each other, in seconds. */
    private static double[] latencies(SampleStandIn sample, double perSecond) {
        Pods pods = pods(sample);
        Random random = new Random(7);
        double[] seconds = new double[REQUESTS];
        double now = 0;
        for (int i = 0; i < REQUESTS; i++) {
            now -= Math.log(1 - random.nextDouble()) / perSecond;
            long nanos = Math.round(now * SECOND);
            seconds[i] = (((Pods.PodAnswer.Scored) pods.offer(nanos)).finishNanos() - nanos) / (double) SECOND;
        }
        return seconds;
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static Pods pods(SampleStandIn sample) {
        return new Pods(sample.settings(), 0, 1);
    }
}
