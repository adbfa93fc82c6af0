package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientShareTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 42, 999_999})
    void labelIsReadBack(int client) {
        ClientShare callers = new ClientShare(client, new Load.Callers(5));
        ClientShare arrivals = new ClientShare(client, new Load.Arrivals(12.5, Spacing.POISSON));

        assertEquals("client " + client + ": 5 callers", callers.label());
        assertEquals(Optional.of(callers), ClientShare.parse(callers.label()));
        assertEquals(Optional.of(arrivals), ClientShare.parse(arrivals.label()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "client",
                "client : 5 callers",
                "client 0: 5 callers",
                "client -1: 5 callers",
                "client 1x: 5 callers",
                "client \u0661: 5 callers",
                "client 1234567: 5 callers",
                "client 1: ",
                "client 1: a lot",
                "client 1 : 5 callers",
                "clients 1: 5 callers",
                "Client 1: 5 callers",
                "measured"
            })
    void whatIsNoneOfOursIsNone(String label) {
        assertEquals(Optional.empty(), ClientShare.parse(label));
    }

    @Test
    void clientsAreNumberedFromOne() {
        assertThrows(IllegalArgumentException.class, () -> new ClientShare(0, new Load.Callers(1)));
    }
}
