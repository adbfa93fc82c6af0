package io.headroom.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {

    private static final Overheads OVERHEADS = new Overheads(0.5, 0.2, 3, 1.3);

    @Test
    void workedExampleOfTheMethod() {
        Fleet fleet = byLatency(24, 500, settings(1)).fullyBusy().orElseThrow();

        assertEquals(12, fleet.pods());
        assertEquals(3, fleet.nodes());
        assertEquals(
                List.of(
                        "pods = ceil(24 req/s x 500 ms / 1 at a time) = 12",
                        "CPU of the pods = 12 x 0.5 = 6",
                        "CPU left on a node = 4 - 0.5 Kubernetes - 0.2 logging = 3.3",
                        "CPU of the front ends = 3 x 1.3 = 3.9",
                        "nodes = ceil((6 + 3.9) / 3.3) = 3",
                        "available CPU = 3.3 x 3 - 3.9 = 6"),
                fleet.arithmetic());
    }

    @Test
    void podsThatAreNotToBeFullyBusyAreMore() {
        Fleet fleet = byLatency(24, 500, settings(0.7)).byLatency().orElseThrow();

        assertEquals(18, fleet.pods());
        assertEquals(4, fleet.nodes());
        assertEquals(
                "pods = ceil(24 req/s x 500 ms / 1 at a time / 0.7) = ceil(17.1429) = 18",
                fleet.arithmetic().get(0));
    }

    /** Tests the method's table of 12 pods, and quotients that binary fractions would push above a whole number. */
    @ParameterizedTest
    @CsvSource({
        "600, 20, 1, 1, 12",
        "24, 500, 1, 1, 12",
        "12, 1000, 1, 1, 12",
        "168, 50, 1, 0.7, 12",
        "8.4, 1000, 1, 0.7, 12",
        "0.3, 1000, 1, 0.1, 3",
        "110, 70, 1, 0.7, 11",
        "600, 20, 4, 1, 3",
        "600.0001, 20, 1, 1, 13",
        "0.001, 1, 1, 1, 1"
    })
    void podsAreExact(double wanted, double latency, int concurrency, double fraction, int pods) {
        SizingSettings settings = new SizingSettings(
                OptionalDouble.of(wanted), fraction, OptionalInt.empty(), concurrency, 0.5, 4, OVERHEADS);
        Sizing sizing = Sizing.of(new Measured(OptionalDouble.empty(), OptionalDouble.of(latency)), settings);

        assertEquals(pods, sizing.byLatency().orElseThrow().pods());
    }

    @Test
    void targetOfAMeasuredServiceTakesThePodsThatWereMeasured() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            int pods = 1 + random.nextInt(200);
            double capacity = 1 + 5000 * random.nextDouble();
            Sizing sizing = byCapacity(capacity, settings(0.7).measuredOn(pods, 1));

            assertEquals(pods, sizing.byCapacity().orElseThrow().pods(), capacity + " req/s");
        }
    }

    @Test
    void wantedTrafficIsDividedByTheShareOfTheMeasuredCapacityOfAPod() {
        SizingSettings settings =
                new SizingSettings(OptionalDouble.of(1000), 0.7, OptionalInt.of(12), 1, 0.5, 4, OVERHEADS);
        Fleet fleet = byCapacity(240.1, settings).byCapacity().orElseThrow();

        assertEquals(
                "pods = ceil(1000 req/s / (240.1 req/s / 12 pods x 0.7)) = ceil(71.3989) = 72",
                fleet.arithmetic().get(0));
        assertEquals(13, fleet.nodes(), "(36 + 3.9) / 3.3 = 12.09");
    }

    @Test
    void capacityOfAnUnknownNumberOfPodsSizesNothing() {
        assertThat(byCapacity(240, settings(0.7)).byCapacity()).isEmpty();
        assertEquals(168, byCapacity(240, settings(0.7)).wantedPerSecond());
    }

    @Test
    void nodesAreTheSmallestNumberThatHoldsThePods() {
        Random random = new Random(2);
        for (int i = 0; i < 1000; i++) {
            SizingSettings settings = new SizingSettings(
                    OptionalDouble.of(1 + random.nextInt(100_000)),
                    1,
                    OptionalInt.empty(),
                    1,
                    (1 + random.nextInt(80)) / 10.0,
                    1 + random.nextInt(64),
                    OVERHEADS);
            Fleet fleet = Sizing.of(new Measured(OptionalDouble.empty(), OptionalDouble.of(20)), settings)
                    .byLatency()
                    .orElseThrow();

            // in tenths of a CPU everything is a whole number
            long wanted = fleet.pods() * Math.round(10 * settings.cpuPerPod());
            long left = Math.round(10 * settings.cpuPerNode()) - 7;
            assertTrue(left * fleet.nodes() - 39 >= wanted, fleet.toString());
            assertTrue(left * (fleet.nodes() - 1) - 39 < wanted, fleet.toString());
        }
    }

    @Test
    void trafficMustBeWantedOrMeasured() {
        Measured latencyOnly = new Measured(OptionalDouble.empty(), OptionalDouble.of(500));

        String message = assertThrows(IllegalArgumentException.class, () -> Sizing.of(latencyOnly, settings(0.7)))
                .getMessage();

        assertThat(message).contains("no wanted requests per second are given");
    }

    @ParameterizedTest
    @CsvSource({"0.7", "0.5"})
    void nodeThatItsOverheadsUseUpIsRejected(double cpuPerNode) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new SizingSettings(
                                OptionalDouble.empty(), 0.7, OptionalInt.empty(), 1, 0.5, cpuPerNode, OVERHEADS))
                .getMessage();

        assertThat(message).contains("a node of " + cpuPerNode + " CPU has nothing left for pods");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0.7, 12, 1, 0.5, 4",
        "0, 0.7, 12, 1, 0.5, 4",
        "NaN, 0.7, 12, 1, 0.5, 4",
        "Infinity, 0.7, 12, 1, 0.5, 4",
        "24, 0, 12, 1, 0.5, 4",
        "24, 1.1, 12, 1, 0.5, 4",
        "24, NaN, 12, 1, 0.5, 4",
        "24, 0.7, 0, 1, 0.5, 4",
        "24, 0.7, 12, 0, 0.5, 4",
        "24, 0.7, 12, 1, 0, 4",
        "24, 0.7, 12, 1, NaN, 4",
        "24, 0.7, 12, 1, 0.5, NaN"
    })
    void illegalFiguresAreRejected(
            double wanted, double fraction, int pods, int concurrency, double cpuPerPod, double cpuPerNode) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SizingSettings(
                        OptionalDouble.of(wanted),
                        fraction,
                        OptionalInt.of(pods),
                        concurrency,
                        cpuPerPod,
                        cpuPerNode,
                        OVERHEADS));
    }

    @Test
    void illegalMeasurementsAndOverheadsAreRejected() {
        OptionalDouble none = OptionalDouble.empty();
        assertThrows(IllegalArgumentException.class, () -> new Measured(OptionalDouble.of(Double.NaN), none));
        assertThrows(IllegalArgumentException.class, () -> new Measured(none, OptionalDouble.of(-1)));
        assertThrows(IllegalArgumentException.class, () -> new Overheads(-0.1, 0.2, 3, 1.3));
        assertThrows(IllegalArgumentException.class, () -> new Overheads(0.5, Double.NaN, 3, 1.3));
        assertThrows(IllegalArgumentException.class, () -> new Overheads(0.5, 0.2, -1, 1.3));
        assertThrows(IllegalArgumentException.class, () -> new Overheads(0.5, 0.2, 3, -1));
    }

    /** 175 req/s of copies that take 100 req/s each and are to be 70 % busy: 2.5, so 3. */
    @Test
    void whatWasMeasuredIsCopiedWhateverItConsistsOf() {
        SizingSettings settings =
                new SizingSettings(OptionalDouble.of(175), 0.7, OptionalInt.empty(), 1, 0.5, 4, OVERHEADS);
        OptionalDouble none = OptionalDouble.empty();

        assertThat(Sizing.of(new Measured(OptionalDouble.of(100), none), settings)
                        .copies())
                .hasValue(3);
        assertThat(Sizing.of(new Measured(OptionalDouble.of(250), none), settings)
                        .copies())
                .hasValue(1);
        assertThat(Sizing.of(new Measured(none, OptionalDouble.of(50)), settings)
                        .copies())
                .isEmpty();
    }

    private static SizingSettings settings(double fraction) {
        return new SizingSettings(OptionalDouble.empty(), fraction, OptionalInt.empty(), 1, 0.5, 4, OVERHEADS);
    }

    private static Sizing byLatency(double wanted, double latency, SizingSettings settings) {
        SizingSettings wanting = new SizingSettings(
                OptionalDouble.of(wanted),
                settings.fraction(),
                settings.measuredPods(),
                settings.concurrencyPerPod(),
                settings.cpuPerPod(),
                settings.cpuPerNode(),
                settings.overheads());
        return Sizing.of(new Measured(OptionalDouble.empty(), OptionalDouble.of(latency)), wanting);
    }

    private static Sizing byCapacity(double capacity, SizingSettings settings) {
        return Sizing.of(new Measured(OptionalDouble.of(capacity), OptionalDouble.empty()), settings);
    }
}
