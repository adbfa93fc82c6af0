package io.headroom.clients;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headroom.load.RecordedStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.run.Json;
import java.util.List;

/** What coordinator and injectors say to each other: one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Message.Rejected.class, name = "refused"),
    @JsonSubTypes.Type(value = Message.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = Message.Time.class, name = "time"),
    @JsonSubTypes.Type(value = Message.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Message.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = Message.Beat.class, name = "beat"),
    @JsonSubTypes.Type(value = Message.Filled.class, name = "filled"),
    @JsonSubTypes.Type(value = Message.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Message.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Message.End.class, name = "end"),
    @JsonSubTypes.Type(value = Message.Bye.class, name = "bye")
})
public sealed interface Message {

    /** Version of this language. */
    String LANGUAGE = "headroom-clients/2";

    /**
     * An injector: I am here.
     *
     * @param language    {@link #LANGUAGE}
     * @param client      its number, from 1
     * @param count       clients that it was told there are
     * @param fingerprint of its workload, which all injectors must share
     * @param search      fingerprint of the search alone, which the coordinator must share
     */
    record Join(String language, int client, int count, String fingerprint, String search) implements Message {}

    /** The coordinator: you cannot take part, for this reason. */
    record Rejected(String reason) implements Message {}

    /**
     * The coordinator: you take part.
     *
     * @param run id of the run
     */
    record Welcome(String run) implements Message {}

    /**
     * What time is it? The coordinator answers with its own time beside the injector's.
     *
     * @param injectorMillis    the injector's clock when it asked, milliseconds since 1970
     * @param coordinatorMillis the coordinator's clock when it answered; 0 in a question
     */
    record Time(double injectorMillis, double coordinatorMillis) implements Message {}

    /**
     * An injector: my smoke call was answered; I wait for the start.
     *
     * @param runStartMillis    what the coordinator's clock showed when the injector's run started, milliseconds since 1970
     * @param clockOffsetMillis what has to be added to the injector's clock to get the coordinator's
     */
    record Ready(double runStartMillis, double clockOffsetMillis) implements Message {}

    /**
     * The coordinator: run this step.
     *
     * @param label           of the step, with the load of all clients together
     * @param share           the injector's own share of it; null: nothing
     * @param seats           virtual users that share the arrivals of all
     * @param startsIn        milliseconds from now until the step starts
     * @param fillingRefusals before settling, so many requests are to be refused, of all clients together
     * @param fillingMillis   the longest time for it
     * @param settlingMillis  left out of the measurement
     * @param lengthMillis    of the measured window
     */
    record Begin(
            String label,
            Share share,
            int seats,
            double startsIn,
            int fillingRefusals,
            long fillingMillis,
            long settlingMillis,
            long lengthMillis)
            implements Message {}

    /**
     * An injector: I am alive, and got so far with the current step.
     *
     * @param step     its number
     * @param counts   measured requests so far, in the order of the outcomes
     * @param refused  requests refused before the measured window
     * @param sent     requests sent since the start of the run
     * @param answered those of them that were answered
     */
    record Beat(int step, List<Long> counts, long refused, long sent, long answered) implements Message {}

    /** The coordinator: enough was refused, the step may settle. */
    record Filled(int step) implements Message {}

    /** The coordinator: what was seen is enough, end the step. */
    record Stop(int step) implements Message {}

    /**
     * An injector: the step is over, and nothing is in flight.
     *
     * @param step     its number
     * @param recorded what was measured
     * @param noticed  what the injector noticed about itself, as a line of {@code injector.jsonl}
     */
    record Done(int step, RecordedStep recorded, String noticed) implements Message {}

    /**
     * The coordinator: the run is over.
     *
     * @param steps that were finished
     */
    record End(Ending ending, int steps) implements Message {}

    /** An injector: I leave, for this reason. */
    record Bye(String reason) implements Message {}

    /** The line, without its end. */
    default String line() {
        try {
            return Lines.WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values", e);
        }
    }

    /**
     * The message of a line.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Message of(String line) {
        try {
            Message message = Lines.READER.readValue(line);
            if (message == null) {
                throw new IllegalArgumentException("null");
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** How lines are written and read. */
    final class Lines {
        private static final ObjectWriter WRITER =
                Json.mapper().writerFor(Message.class).without(SerializationFeature.INDENT_OUTPUT);
        private static final ObjectReader READER = Json.mapper().readerFor(Message.class);

        private Lines() {}
    }
}
