package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {

    @Test
    void labelsReadAsTheConsoleShowsThem() {
        assertEquals("07 round 1 up: 14 callers", new Step(7, 1, Purpose.UP, new Callers(14)).label());
        assertEquals("01 warm-up: 1 caller", new Step(1, 0, Purpose.WARM_UP, new Callers(1)).label());
        assertEquals(
                "123 target: 168.00 req/s poisson",
                new Step(123, 0, Purpose.TARGET, new Arrivals(168, Spacing.POISSON)).label());
        assertEquals(
                "02 fine-tuning: 1000 messages by 8 callers",
                new Step(2, 0, Purpose.FINE_TUNING, new Messages(1000, 8)).label());
    }

    @Test
    void everyLabelParsesBackToItsStep() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Step step = randomStep(random);
            assertEquals(Optional.of(step), Step.parse(step.label()), step.label());
        }
    }

    @Test
    void labelsSortInTheOrderOfTheRun() {
        for (int number = 1; number < 99; number++) {
            String label = new Step(number, 2, Purpose.DOWN, new Callers(5)).label();
            String next = new Step(number + 1, 0, Purpose.HOLD, new Callers(5)).label();
            assertEquals(-1, Integer.signum(label.compareTo(next)), label + " before " + next);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "home page",
                "7 up: 14 callers",
                "00 up: 14 callers",
                "1234567 up: 14 callers",
                "07 sideways: 14 callers",
                "07 up: 14",
                "07 up: 0 callers",
                "07 up: -3 callers",
                "07 up: 14 callers too many",
                "07 up: 99999999999 callers",
                "07 round 12345 up: 14 callers",
                "07 round one up: 14 callers",
                "07 target: 5.00 req/s bursty",
                "07 target: 0.00 req/s poisson",
                "07 target: 5,00 req/s poisson",
                "07 target: NaN req/s poisson",
                "07 fine-tuning: 0 messages by 8 callers",
                "07 fine-tuning: 1000 messages by 0 callers",
                "07 fine-tuning: 99999999999 messages by 8 callers",
                "07 fine-tuning: 1000 messages by 99999999999 callers",
                "settling",
                "07 up: 14 callers\n"
            })
    void foreignLabelsAreNoStep(String label) {
        assertEquals(Optional.empty(), Step.parse(label));
    }

    @Test
    void rateBeyondAllNumbersIsNoStep() {
        assertEquals(Optional.empty(), Step.parse("07 target: " + "9".repeat(400) + ".0 req/s poisson"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "1, -1"})
    void numbersBelowTheFirstAreRejected(int number, int round) {
        Load load = new Callers(1);
        assertThrows(IllegalArgumentException.class, () -> new Step(number, round, Purpose.UP, load));
    }

    private static Step randomStep(Random random) {
        Purpose[] purposes = Purpose.values();
        return new Step(
                1 + random.nextInt(random.nextBoolean() ? 99 : 999_999),
                random.nextBoolean() ? 0 : random.nextInt(10_000),
                purposes[random.nextInt(purposes.length)],
                randomLoad(random));
    }

    private static Load randomLoad(Random random) {
        int many = 1 + random.nextInt(random.nextBoolean() ? 3 : Integer.MAX_VALUE - 1);
        return switch (random.nextInt(3)) {
            case 0 -> new Callers(many);
            case 1 -> new Messages(many, 1 + random.nextInt(100));
            default -> // a label holds a rate to two decimals
                new Arrivals(
                        (1 + random.nextInt(1_000_000)) / 100.0,
                        random.nextBoolean() ? Spacing.POISSON : Spacing.CONSTANT);
        };
    }
}
