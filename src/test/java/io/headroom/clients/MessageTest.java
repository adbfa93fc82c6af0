package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.run.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    private static final Step STEP = Step.parse("07 round 1 up: 32 callers").orElseThrow();

    static Stream<Message> messages() {
        return Stream.of(
                new Message.Join(Message.PROTOCOL, 1, 3, "workload", "search"),
                new Message.Rejected("client 1 has already joined"),
                new Message.Welcome("1f6b33a0"),
                new Message.AskTime(1.25),
                new Message.Time(1.25, 2.5),
                new Message.Ready(1000.5, -0.25),
                begin(Optional.of(new Load.Callers(11))),
                begin(Optional.of(new Load.Messages(100, 4))),
                begin(Optional.of(new Load.Arrivals(1 / 3.0, Spacing.POISSON))),
                begin(Optional.empty()),
                new Message.Beat(7, Map.of(Outcome.OK, 12L, Outcome.NOT_READY, 1L), 5, 30, 29),
                new Message.Filled(7),
                new Message.Stop(7),
                Message.Done.of(STEP, measured().recorded(), SampleStep.calm()),
                new Message.End(Ending.NOT_SATURATED, 12),
                new Message.Disconnect("it was interrupted"));
    }

    private static Message begin(Optional<Load> share) {
        NextStep.Run run = new NextStep.Run(STEP, Duration.ofMillis(300), Duration.ofSeconds(4));
        return Message.Begin.of(run, share, 250.5);
    }

    private static StepRecorder measured() {
        return SampleStep.measured(STEP, Optional.of(new Load.Callers(11)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageIsOneLineThatIsReadBack(Message message) {
        assertThat(message.line()).doesNotContain("\n");
        assertEquals(message, Message.of(message.line()));
    }

    @Test
    void outcomesAreSentByName() throws Exception {
        JsonNode beat = tree(new Message.Beat(7, Map.of(Outcome.NOT_READY, 3L), 0, 3, 3));
        JsonNode done = tree(Message.Done.of(STEP, measured().recorded(), SampleStep.calm()));

        assertEquals(3, beat.at("/counts/NOT_READY").asInt());
        assertTrue(done.at("/recorded/counts/REFUSED").isNumber(), done.toString());
    }

    @Test
    void outcomesThatAreMissingHaveNoRequests() {
        Message beat = Message.of(
                "{\"is\":\"beat\",\"step\":7,\"counts\":{\"OK\":2},\"refused\":0,\"sent\":2,\"answered\":2}");

        assertEquals(new Message.Beat(7, Map.of(Outcome.OK, 2L), 0, 2, 2), beat);
    }

    @Test
    void whatAnInjectorNoticedIsAnObjectAndNotText() throws Exception {
        JsonNode done = tree(Message.Done.of(STEP, measured().recorded(), SampleStep.calm()));

        assertEquals(0.1, done.at("/noticed/cpuShare").asDouble());
        assertEquals(STEP.label(), done.at("/noticed/step").asText());
    }

    @Test
    void whatWasMeasuredIsTheSameAfterTheWay() {
        Message.Done sent = Message.Done.of(STEP, measured().recorded(), SampleStep.calm());

        Message.Done received = (Message.Done) Message.of(sent.line());

        assertEquals(
                measured().statistics(),
                received.recorder(STEP, 0, new StepBounds(Duration.ofSeconds(10)))
                        .statistics());
    }

    @Test
    void statusesAreSentByOutcomeAndNumber() throws Exception {
        StepRecorder recorder = measured();
        recorder.requests(1, 1, Outcome.NOT_READY, 3);
        recorder.failed(Outcome.NOT_READY, OptionalInt.of(502), 2);

        JsonNode done = tree(Message.Done.of(STEP, recorder.recorded(), SampleStep.calm()));

        assertEquals(2, done.at("/recorded/statuses/NOT_READY/502").asInt());
        assertEquals(3, done.at("/recorded/counts/NOT_READY").asInt());
    }

    @Test
    void shareIsSentInFullPrecision() {
        Message.Begin begin = (Message.Begin) Message.of(
                begin(Optional.of(new Load.Arrivals(1 / 3.0, Spacing.CONSTANT))).line());

        assertEquals(
                Optional.of(new Load.Arrivals(1 / 3.0, Spacing.CONSTANT)),
                begin.share().asLoad());
    }

    @Test
    void stepIsThatOfTheController() {
        NextStep.Run run = new NextStep.Run(STEP, Duration.ofMillis(300), Duration.ofSeconds(4));

        assertEquals(run, Message.Begin.of(run, Optional.empty(), 0).run());
    }

    @Test
    void capOnWhatIsInFlightIsSent() throws Exception {
        NextStep.Run run = new NextStep.Run(
                STEP, new NextStep.Filling(10, Duration.ofSeconds(60)), Duration.ZERO, Duration.ofSeconds(4), 192);

        assertEquals(
                192,
                tree(Message.Begin.of(run, Optional.empty(), 0))
                        .at("/mostInFlight")
                        .asInt());
        assertEquals(run, Message.Begin.of(run, Optional.empty(), 0).run());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "hello",
                "{}",
                "[]",
                "{\"is\":\"nonsense\"}",
                "{\"is\":\"beat\",\"step\":7}",
                "{\"is\":\"beat\",\"step\":7,\"counts\":{\"UNKNOWN\":1}}",
                "{\"is\":\"beat\",\"step\":7,\"counts\":[1,0,0,0,0,0,0,0,0]}",
                "{\"is\":\"end\",\"ending\":\"UNKNOWN\",\"steps\":1}"
            })
    void otherLinesAreNoMessages(String line) {
        assertThrows(IllegalArgumentException.class, () -> Message.of(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"is\":\"beat\",\"step\":1000000,\"counts\":{},\"refused\":0,\"sent\":0,\"answered\":0} | step = 1000000",
                "{\"is\":\"beat\",\"step\":1,\"counts\":{\"OK\":1099511627777},\"refused\":0,\"sent\":0,\"answered\":0} | OK = 10995",
                "{\"is\":\"beat\",\"step\":1,\"counts\":{},\"refused\":-1,\"sent\":0,\"answered\":0} | refused = -1",
                "{\"is\":\"ask-time\",\"injectorMillis\":1e15} | injectorMillis = 1.0E15",
                "{\"is\":\"ask-time\",\"injectorMillis\":-1e15} | injectorMillis = -1.0E15",
                "{\"is\":\"ready\",\"runStartMillis\":1,\"clockOffsetMillis\":2e14} | clockOffsetMillis = 2.0E14",
                "{\"is\":\"disconnect\",\"reason\":\"\\u001b[2J\"} | reason is not a text",
                "{\"is\":\"refused\",\"reason\":\"a\\nb\"} | reason is not a text",
                "{\"is\":\"refused\",\"reason\":\"\\u202e\"} | reason is not a text"
            })
    void valuesOutsideOfTheirRangeMakeAMessageUnusable(String line, String reason) {
        assertThatThrownBy(() -> Message.of(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void textIsSentUpToItsLongest() {
        String longest = "a".repeat(1000);
        assertThat(Message.of(new Message.Rejected(longest).line())).isEqualTo(new Message.Rejected(longest));
        String line = new Message.Rejected(longest).line().replace(longest, longest + "a");
        assertThatThrownBy(() -> Message.of(line)).hasMessageContaining("at most 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 10_000_001, -1})
    void rateThatNobodyCanSendIsNoShare(double perSecond) {
        assertThatThrownBy(() -> WireRange.within("rate", perSecond, 0, WireRange.HIGHEST_RATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate = " + perSecond + "; expected 0.0 to 1.0E7");
    }

    private static JsonNode tree(Message message) throws Exception {
        return Json.mapper().readTree(message.line());
    }
}
