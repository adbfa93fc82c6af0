package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightsTest {

    @Test
    void callersAreSharedEvenly() {
        assertEquals(List.of("3 callers", "2 callers", "3 callers"), shares(Weights.even(3), new Callers(8)));
        assertEquals(List.of("none", "1 caller", "none"), shares(Weights.even(3), new Callers(1)));
    }

    @Test
    void callersAreSharedByWeight() {
        Weights weights = new Weights(List.of(1.0, 2.0, 1.0));

        assertEquals(List.of("2 callers", "4 callers", "2 callers"), shares(weights, new Callers(8)));
    }

    @Test
    void arrivalsAreSharedByWeight() {
        Load load = new Arrivals(168, Spacing.POISSON);

        assertEquals(
                Optional.of(new Arrivals(42, Spacing.POISSON)), new Weights(List.of(1.0, 2.0, 1.0)).shareOf(load, 3));
    }

    @Test
    void messagesGoToThoseWhoWouldSendThemWithoutClients() {
        // 10 messages by 4 callers: 3, 3, 2, 2
        assertEquals(
                List.of("6 messages by 2 callers", "4 messages by 2 callers"),
                shares(Weights.even(2), new Messages(10, 4)));
    }

    @Test
    void sharesAreTheWholeWhateverTheWeights() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            int clients = 1 + random.nextInt(40);
            Weights weights =
                    new Weights(random.doubles(clients, 0.01, 9).boxed().toList());
            int callers = 1 + random.nextInt(300);
            int messages = callers + random.nextInt(1000);

            assertEquals(Optional.of(new Callers(callers)), sum(weights, new Callers(callers)));
            assertEquals(Optional.of(new Messages(messages, callers)), sum(weights, new Messages(messages, callers)));
            for (int client = 1; client <= clients; client++) {
                int share = weights.shareOf(new Callers(callers), client)
                        .map(load -> ((Callers) load).callers())
                        .orElse(0);
                assertTrue(share <= weights.mostCallers(callers, client), weights + " " + callers + " " + client);
            }
        }
    }

    @Test
    void weightsThatAreNoneAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Weights(List.of(1.0, bad)));
        }
        assertThrows(IllegalArgumentException.class, () -> Weights.even(0));
    }

    private static Optional<Load> sum(Weights weights, Load load) {
        return IntStream.rangeClosed(1, weights.count())
                .mapToObj(client -> weights.shareOf(load, client))
                .flatMap(Optional::stream)
                .reduce(Load::plus);
    }

    private static List<String> shares(Weights weights, Load load) {
        return IntStream.rangeClosed(1, weights.count())
                .mapToObj(client ->
                        weights.shareOf(load, client).map(Load::description).orElse("none"))
                .toList();
    }
}
