package io.headroom.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import org.junit.jupiter.api.Test;

class StepRuleTest {

    private static final SaturationRule RULE = SampleSearch.RULE;

    /** A user that waits 1 s after each refusal is kept out all the time by 20 refusals in 20 s: 1 % of 100 req/s. */
    @Test
    void usersThatWaitLongerThanOursAreKeptOutByFewerRefusals() {
        StepStatistics step = MeasuredStep.ofCallers(8)
                .window(0, 20_000)
                .with(Outcome.OK, 1980)
                .with(Outcome.REFUSED, 20)
                .statistics();

        assertEquals(StepVerdict.CLEAN, RULE.judge(step));
        assertEquals(StepVerdict.SATURATED, new StepRule(RULE).judge(step));
    }
}
