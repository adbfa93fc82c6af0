package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.plan.NextStep.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndMarkTest {

    @Test
    void isNamedForPeople() {
        assertEquals("end: not saturated after 12 steps", new EndMark(Ending.NOT_SATURATED, 12).name());
        assertEquals("end: injector bound after 1 step", new EndMark(Ending.INJECTOR_BOUND, 1).name());
    }

    @ParameterizedTest
    @EnumSource
    void everyEndingIsReadBack(Ending ending) {
        for (int steps : new int[] {0, 1, 34}) {
            EndMark mark = new EndMark(ending, steps);

            assertEquals(Optional.of(mark), EndMark.parse(mark.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "end: complete",
                "end: complete after steps",
                "end: complete after 99999999999 steps",
                "end: unheard of after 3 steps",
                "the end: complete after 3 steps",
                "01 round 1 up: 4 callers"
            })
    void otherGroupsAreNone(String group) {
        assertEquals(Optional.empty(), EndMark.parse(group));
    }

    @Test
    void whatOneOfSeveralInjectorsLacksAllLack() {
        Optional<EndMark> whole = Optional.of(new EndMark(Ending.COMPLETE, 15));
        Optional<EndMark> stopped = Optional.of(new EndMark(Ending.INTERRUPTED, 9));
        Optional<EndMark> both = Optional.of(new EndMark(Ending.INTERRUPTED, 15));

        assertEquals(both, EndMark.ofAll(List.of(whole, stopped)));
        assertEquals(both, EndMark.ofAll(List.of(stopped, whole)));
        assertEquals(whole, EndMark.ofAll(List.of(whole, whole)));
        assertEquals(Optional.empty(), EndMark.ofAll(List.of(whole, Optional.empty())));
        assertEquals(Optional.empty(), EndMark.ofAll(List.of(Optional.empty(), whole)));
        assertEquals(Optional.empty(), EndMark.ofAll(List.of()));
    }
}
