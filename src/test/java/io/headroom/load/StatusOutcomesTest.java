package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table itself is tested with {@link Outcome}. */
class StatusOutcomesTest {

    private static final StatusOutcomes CHANGED =
            new StatusOutcomes(Map.of(404, Outcome.REFUSED, 500, Outcome.REFUSED, 503, Outcome.SERVER_ERROR));

    @Test
    void nothingIsChangedByDefault() {
        for (int status = 100; status < 1000; status++) {
            assertThat(StatusOutcomes.DEFAULT.of(status)).isEqualTo(Outcome.ofStatus(status));
        }
    }

    @Test
    void onlyWhatIsChangedDiffersFromTheTable() {
        for (int status = 100; status < 1000; status++) {
            Outcome expected = switch (status) {
                case 404, 500 -> Outcome.REFUSED;
                case 503 -> Outcome.SERVER_ERROR;
                default -> Outcome.ofStatus(status);
            };
            assertThat(CHANGED.of(status)).as("HTTP %d", status).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, CLIENT_ERROR",
        "408, TIMED_OUT",
        "424, SERVER_ERROR",
        "429, REFUSED",
        "500, SERVER_ERROR",
        "502, NOT_READY",
        "503, REFUSED",
        "504, TIMED_OUT",
        "599, SERVER_ERROR"
    })
    void outcomeIsThatOfTheModelWhereItsStatusIsTold(int model, Outcome outcome) {
        assertThat(StatusOutcomes.DEFAULT.of(424, OptionalInt.of(model))).isEqualTo(outcome);
        assertThat(StatusOutcomes.DEFAULT.of(424, OptionalInt.empty())).isEqualTo(Outcome.SERVER_ERROR);
    }

    @Test
    void changesHoldForTheModelToo() {
        assertThat(CHANGED.of(424, OptionalInt.of(500))).isEqualTo(Outcome.REFUSED);
        assertThat(CHANGED.of(424, OptionalInt.of(503))).isEqualTo(Outcome.SERVER_ERROR);
    }

    @Test
    void whoChangesTheSentStatusDoesNotAskForTheModels() {
        StatusOutcomes statuses = new StatusOutcomes(Map.of(424, Outcome.NOT_READY));

        assertThat(statuses.of(424, OptionalInt.of(503))).isEqualTo(Outcome.NOT_READY);
        assertThat(statuses.of(424, OptionalInt.empty())).isEqualTo(Outcome.NOT_READY);
    }

    @ParameterizedTest
    @CsvSource({
        "299, REFUSED",
        "200, CLIENT_ERROR",
        "600, REFUSED",
        "404, OK",
        "404, WRONG_ANSWER",
        "404, INJECTOR_ERROR",
        "404, OTHER_ERROR"
    })
    void impossibleChangeIsRefused(int status, Outcome outcome) {
        assertThatThrownBy(() -> new StatusOutcomes(Map.of(status, outcome)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HTTP " + status + " cannot stand for " + outcome);
    }

    @Test
    void lowestAndHighestStatusCanBeChanged() {
        StatusOutcomes statuses = new StatusOutcomes(Map.of(300, Outcome.REFUSED, 599, Outcome.TIMED_OUT));

        assertThat(statuses.of(300)).isEqualTo(Outcome.REFUSED);
        assertThat(statuses.of(599)).isEqualTo(Outcome.TIMED_OUT);
    }
}
