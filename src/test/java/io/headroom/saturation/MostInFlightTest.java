package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MostInFlightTest {

    /**
     * The time-out is 30 s. 240 req/s of 50 ms each keep 12 requests in service. The last figure of each line:
     *
     * <ul>
     *   <li>64·12 are 768, and 240·7.5 are more;
     *   <li>no more users than there are;
     *   <li>16 times the 12 in service of 0.5 s each are 192; a quarter of the time-out allows 180;
     *   <li>one in service: half the time-out allows 15, room for a queue of ten;
     *   <li>16·4 would take 32 s: half the time-out allows 30;
     *   <li>4 in service of 10 s each: 3·4, whatever the time-out.
     * </ul>
     */
    @ParameterizedTest
    @CsvSource({
        "240, 50, 1000, 768",
        "240, 50, 200, 200",
        "24, 500, 1000, 192",
        "1, 1000, 1000, 15",
        "2, 2000, 1000, 30",
        "0.4, 10000, 1000, 12"
    })
    void showsQueueingButIsAnsweredInTime(double perSecond, long millis, int users, int most) {
        assertEquals(most, MostInFlight.underOverload(List.of(warm(perSecond, 1, millis)), settings(users)));
    }

    @Test
    void withoutAnySuccessAllUsersMayTakePart() {
        assertEquals(200, MostInFlight.underOverload(List.of(warm(0, 0, 50)), settings(200)));
    }

    private static StepStatistics warm(double perSecond, long ok, long millis) {
        MeasuredStep step = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(4)))
                .with(Outcome.OK, ok)
                .goodput(perSecond);
        return (ok > 0 ? step.latency(millis) : step).statistics();
    }

    private static SearchSettings settings(int users) {
        SearchSettings sample = SampleSearch.DEFAULT.settings();
        return new SearchSettings(
                sample.rounds(),
                new SearchSettings.CallersRange(4, users, 2, 0),
                sample.steps(),
                sample.rule(),
                sample.timeLimit(),
                Duration.ofSeconds(30));
    }
}
