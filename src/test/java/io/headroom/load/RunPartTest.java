package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Callers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPartTest {

    @Test
    void scenarioIsReadBack() {
        RunPart part = new RunPart("1f6b33a0", 2, 2, 3);

        assertEquals("conductor 1f6b33a0 clients 2-2 of 3", part.scenario());
        assertEquals(Optional.of(part), RunPart.parse(part.scenario()));
        assertTrue(part.isOfSameRun(new RunPart(part.run(), 1, 1, part.count())));
        assertFalse(part.isOfSameRun(new RunPart("another", part.first(), part.last(), part.count())));
        assertFalse(part.isOfSameRun(new RunPart(part.run(), part.first(), part.last(), part.count() + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conductor 1f6b33a0",
                "callers",
                "conductor a clients 0-1 of 3",
                "conductor a clients 3-2 of 3",
                "conductor a clients 2-4 of 3",
                "conductor A! clients 1-1 of 1",
                "conductor a clients 1-1 of 99999999999"
            })
    void otherScenariosAreNone(String scenario) {
        assertEquals(Optional.empty(), RunPart.parse(scenario));
    }

    @Test
    void shareIsReadBack() {
        ClientShare share = new ClientShare(2, new Callers(5));

        assertEquals("client 2: 5 callers", share.label());
        assertEquals(Optional.of(share), ClientShare.parse(share.label()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settling",
                "measured",
                "client 0: 5 callers",
                "client 2",
                "client 2: 0 callers",
                "client x: 1 caller"
            })
    void otherGroupsAreNoShares(String group) {
        assertEquals(Optional.empty(), ClientShare.parse(group));
    }
}
