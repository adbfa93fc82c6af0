package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Fairness.ServedPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairnessTest {

    @Test
    void clientsThatAreServedForWhatTheyOfferAreEven() {
        Fairness fairness = Fairness.of(List.of(
                        List.of(new ServedPart(1, 3, 300), new ServedPart(2, 1, 100)),
                        List.of(new ServedPart(1, 10.5, 21), new ServedPart(2, 3.5, 7))))
                .orElseThrow();

        assertEquals(1, fairness.index(), 1e-12);
        assertEquals(Map.of(1, 1.0, 2, 1.0), fairness.shares());
        assertEquals(List.of(), fairness.starved());
    }

    /** One of four clients gets everything: (4)² / (4 × 4²) = 1/4. */
    @Test
    void oneOfFourThatGetsAllIsAQuarter() {
        Fairness fairness = Fairness.of(List.of(List.of(
                        new ServedPart(1, 5, 80),
                        new ServedPart(2, 5, 0),
                        new ServedPart(3, 5, 0),
                        new ServedPart(4, 5, 0))))
                .orElseThrow();

        assertEquals(0.25, fairness.index(), 1e-12);
        assertEquals(Map.of(1, 4.0, 2, 0.0, 3, 0.0, 4, 0.0), fairness.shares());
        assertEquals(List.of(), fairness.starved(), "less than half of nothing is less than nothing");
    }

    /**
     * Of 100 successes, 4 callers are due 25 each. They get 40, 30, 20, 10: x is 1.6, 1.2, 0.8, 0.4, with median 1.0.
     */
    @Test
    void clientThatGetsLessThanHalfOfTheMedianIsStarved() {
        Fairness fairness = Fairness.of(List.of(List.of(
                        new ServedPart(1, 1, 40),
                        new ServedPart(2, 1, 30),
                        new ServedPart(3, 1, 20),
                        new ServedPart(4, 1, 10))))
                .orElseThrow();

        assertEquals(16 / (4 * (1.6 * 1.6 + 1.2 * 1.2 + 0.8 * 0.8 + 0.4 * 0.4)), fairness.index(), 1e-12);
        assertEquals(List.of(4), fairness.starved());
    }

    @Test
    void fewerThanTwoClientsAreNeitherEvenNorUneven() {
        assertEquals(Optional.empty(), Fairness.of(List.of()));
        assertEquals(Optional.empty(), Fairness.of(List.of(List.of(new ServedPart(1, 1, 40)))));
        assertEquals(Optional.empty(), Fairness.of(List.of(List.of(new ServedPart(1, 1, 0), new ServedPart(2, 1, 0)))));
    }

    @Test
    void whatAClientOffersIsInTheUnitOfTheLoad() {
        assertEquals(2.5, part("client 1: 2.50 req/s poisson").offered());
        assertEquals(5, part("client 1: 5 callers").offered());
        assertEquals(125, part("client 1: 125 messages by 1 caller").offered());
    }

    private static ServedPart part(String label) {
        return ServedPart.of(ClientShare.parse(label).orElseThrow(), 1);
    }

    @Test
    void textsBeyondTheFirstAreCountedTogether() {
        ClientRecorder recorder = new ClientRecorder(1, "one");
        for (int i = 0; i < 1000; i++) {
            recorder.failed("failure " + i, FailureMessage.parse("failure"), 1);
            recorder.failed("failure 3", FailureMessage.parse("failure"), 2);
        }
        ClientStatistics client = recorder.statistics();

        // the first 20 texts, one of which came twice more with each of the others
        assertEquals(MessageCounter.MOST_MESSAGES, client.errors().messages().size());
        assertEquals(
                Map.entry("failure 3", 2001L),
                client.errors().messages().entrySet().iterator().next());
        assertEquals(980, client.errors().others());
        assertTrue(!client.successes().isThere() && !client.failures().isThere());
    }
}
