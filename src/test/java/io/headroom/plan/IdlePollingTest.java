package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdlePollingTest {

    /** 100,000 users that check every 5 s do so 20,000 times per second. */
    @ParameterizedTest
    @CsvSource({"1, 50", "1000, 50", "1020, 51", "100000, 5000"})
    void manyUsersLookUpLessOften(int users, long millis) {
        assertEquals(Duration.ofMillis(millis), IdlePolling.every(users));
    }
}
