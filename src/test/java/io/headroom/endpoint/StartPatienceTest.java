package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartPatienceTest {

    private static final StartPatience MINUTE = new StartPatience(Duration.ofSeconds(60));

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void answersOfAServiceThatStartsAreWaitedFor(int status) {
        assertThat(MINUTE.triesAgain(answered(status), Duration.ZERO)).isTrue();
        assertThat(MINUTE.triesAgain(answered(status), Duration.ofMillis(59_999)))
                .isTrue();
        assertThat(MINUTE.triesAgain(answered(status), Duration.ofSeconds(60))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 308, 400, 401, 403, 404, 405, 408, 413, 415, 422, 424, 429, 500, 501, 505})
    void anyOtherAnswerIsFinal(int status) {
        assertThat(MINUTE.triesAgain(answered(status), Duration.ZERO)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void onlyRefusedConnectionsPassOfWhatIsFoundAtThePort(PortFinding found) {
        assertThat(MINUTE.triesAgain(unanswered(Optional.of(found), false, false), Duration.ZERO))
                .isEqualTo(found == PortFinding.REFUSED);
    }

    /** A proxy accepts connections for a service that is not up yet, and closes them. */
    @Test
    void closedConnectionPassesUnlessItIsThatOfTls() {
        assertThat(MINUTE.triesAgain(unanswered(Optional.empty(), false, false), Duration.ZERO))
                .isTrue();
        assertThat(MINUTE.triesAgain(unanswered(Optional.empty(), false, true), Duration.ZERO))
                .isFalse();
    }

    /** A gateway that scales from zero holds the request until the first pod is up. */
    @Test
    void timeOutPasses() {
        assertThat(MINUTE.triesAgain(unanswered(Optional.empty(), true, true), Duration.ofSeconds(30)))
                .isTrue();
    }

    @Test
    void withoutPatienceEveryFailureIsFinal() {
        StartPatience none = new StartPatience(Duration.ZERO);

        assertThat(none.triesAgain(answered(503), Duration.ZERO)).isFalse();
        assertThat(none.triesAgain(unanswered(Optional.of(PortFinding.REFUSED), false, false), Duration.ZERO))
                .isFalse();
    }

    private static StartPatience.FailedCall answered(int status) {
        return new StartPatience.FailedCall(OptionalInt.of(status), Optional.empty(), false, false);
    }

    private static StartPatience.FailedCall unanswered(Optional<PortFinding> port, boolean timedOut, boolean secure) {
        return new StartPatience.FailedCall(OptionalInt.empty(), port, timedOut, secure);
    }
}
