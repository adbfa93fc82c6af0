package io.headroom.clients;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.load.InjectorSample;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.RecordedStep;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.NextStep.Filling;
import io.headroom.run.InjectorFile;
import io.headroom.run.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message between the coordinator and an injector. This is the definition of the protocol {@value #PROTOCOL}.
 *
 * <p>The two are connected by TCP; the injector opens the connection. A message is one line: a JSON object in UTF-8, ended by a line
 * feed, of at most 4,194,304 bytes, the first one of at most 4,096. The property {@code is} names the message, all others are the
 * components of its record. Unknown properties are ignored. One that is missing, doubled, of another type or out of its range
 * ({@link WireRange}) makes the message unusable, and whoever receives it closes the connection. Outcomes, endings and spacings are sent
 * by the names of their constants, such as {@code NOT_READY}. A side that receives no whole message for 5 s, or cannot get rid of one,
 * closes the connection.
 *
 * <p>A conversation, in this order:
 * <pre>
 * injector                coordinator
 * join               →
 *                    ←    welcome               or refused, and the end of the connection
 * ask-time           →                          ten times at once, then once a second until the end
 *                    ←    time                  the answer to each
 * ready              →                          when the smoke call was answered
 * beat               →                          from here on ten times a second
 *                    ←    begin                 a step, to all injectors when all are ready
 *                    ←    filled                at most once a step
 *                    ←    stop                  at most once a step
 * done               →                          when the step is over
 *                    ←    begin | end           when all remaining injectors have sent done
 * disconnect         →                          at any time, the last message of an injector
 * </pre>
 *
 * <p>{@code join} and {@code refused} are the same in every version of the protocol, so that versions that do not fit can say so.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Message.Rejected.class, name = "refused"),
    @JsonSubTypes.Type(value = Message.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = Message.AskTime.class, name = "ask-time"),
    @JsonSubTypes.Type(value = Message.Time.class, name = "time"),
    @JsonSubTypes.Type(value = Message.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Message.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = Message.Beat.class, name = "beat"),
    @JsonSubTypes.Type(value = Message.Filled.class, name = "filled"),
    @JsonSubTypes.Type(value = Message.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Message.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Message.End.class, name = "end"),
    @JsonSubTypes.Type(value = Message.Disconnect.class, name = "disconnect")
})
public sealed interface Message {

    /** Name and version of the protocol. */
    String PROTOCOL = "headroom-clients/7";

    /**
     * Injector to coordinator: asks to take part.
     *
     * @param language    {@link #PROTOCOL} of the injector
     * @param client      number of its client, from 1
     * @param count       number of clients that it was configured with
     * @param fingerprint of its workload, which all injectors must share
     * @param search      fingerprint of the search alone, which it must share with the coordinator
     */
    record Join(String language, int client, int count, String fingerprint, String search) implements Message {
        public Join {
            WireRange.text("language", language);
            WireRange.within("client", client, 0, WireRange.MOST);
            WireRange.within("count", count, 0, WireRange.MOST);
            WireRange.text("fingerprint", fingerprint);
            WireRange.text("search", search);
        }
    }

    /**
     * Coordinator to injector: you cannot take part. The coordinator then closes the connection.
     *
     * @param reason why, and what to do about it
     */
    record Rejected(String reason) implements Message {
        public Rejected {
            WireRange.text("reason", reason);
        }
    }

    /**
     * Coordinator to injector: you take part.
     *
     * @param run id of the run
     */
    record Welcome(String run) implements Message {
        private static final Pattern RUN = Pattern.compile("[0-9a-z]{1,32}");

        public Welcome {
            if (!RUN.matcher(run).matches()) {
                throw new IllegalArgumentException("run is not an id of 1 to 32 digits and small letters");
            }
        }
    }

    /**
     * Injector to coordinator: asks for the time.
     *
     * @param injectorMillis injector's clock when it asked, milliseconds since 1970
     */
    record AskTime(double injectorMillis) implements Message {
        public AskTime {
            WireRange.time("injectorMillis", injectorMillis);
        }
    }

    /**
     * Coordinator to injector: answers {@link AskTime} at once.
     *
     * @param injectorMillis    taken from the question
     * @param coordinatorMillis coordinator's clock when it answered, milliseconds since 1970
     */
    record Time(double injectorMillis, double coordinatorMillis) implements Message {
        public Time {
            WireRange.time("injectorMillis", injectorMillis);
            WireRange.time("coordinatorMillis", coordinatorMillis);
        }
    }

    /**
     * Injector to coordinator: the smoke call was answered, and the first step can begin.
     *
     * @param runStartMillis    start of the injector's run on the coordinator's clock, milliseconds since 1970
     * @param clockOffsetMillis coordinator's clock minus injector's clock, milliseconds
     */
    record Ready(double runStartMillis, double clockOffsetMillis) implements Message {
        public Ready {
            WireRange.time("runStartMillis", runStartMillis);
            WireRange.time("clockOffsetMillis", clockOffsetMillis);
        }
    }

    /**
     * Coordinator to injector: run this step.
     *
     * @param label           label of the step, which names the load of all clients together
     * @param share           the injector's share of that load
     * @param startsInMillis  time from this message to the start of the step, milliseconds
     * @param fillingRefusals refusals of all clients together that end the filling before settling; 0: no filling
     * @param fillingMillis   longest duration of the filling, milliseconds
     * @param settlingMillis  duration of the settling, which is not measured, milliseconds
     * @param lengthMillis    length of the measured window, milliseconds
     * @param mostInFlight    most requests of arrivals in flight, of all clients together
     */
    record Begin(
            String label,
            Share share,
            double startsInMillis,
            int fillingRefusals,
            long fillingMillis,
            long settlingMillis,
            long lengthMillis,
            int mostInFlight)
            implements Message {

        /** More arrivals than a step can have in memory. */
        private static final double MOST_ARRIVALS = 1e8;

        public Begin {
            WireRange.time("startsInMillis", startsInMillis);
            WireRange.within("fillingRefusals", fillingRefusals, 0, WireRange.MOST);
            WireRange.duration("fillingMillis", fillingMillis);
            WireRange.duration("settlingMillis", settlingMillis);
            WireRange.within("lengthMillis", lengthMillis, 1, WireRange.LONGEST_MILLIS);
            WireRange.within("mostInFlight", mostInFlight, 1, WireRange.MOST);
            Step step =
                    Step.parse(label).orElseThrow(() -> new IllegalArgumentException("label is not that of a step"));
            long seconds = Duration.ofMillis(fillingMillis + settlingMillis + lengthMillis)
                            .toSeconds()
                    + 1;
            arrivals(Optional.of(step.load()), seconds);
            arrivals(share.asLoad(), seconds);
        }

        private static void arrivals(Optional<Load> load, long seconds) {
            load.ifPresent(known -> known.offeredPerSecond()
                    .ifPresent(rate -> WireRange.within("arrivals of a step", rate * seconds, 0, MOST_ARRIVALS)));
        }

        /** @param share the injector's share of the load; empty when it has none */
        static Begin of(NextStep.Run run, Optional<Load> share, double startsInMillis) {
            return new Begin(
                    run.step().label(),
                    Share.of(share),
                    startsInMillis,
                    run.filling().refusals(),
                    run.filling().limit().toMillis(),
                    run.settling().toMillis(),
                    run.length().toMillis(),
                    run.mostInFlight());
        }

        /** Returns the step that the message describes. */
        public NextStep.Run run() {
            return new NextStep.Run(
                    Step.parse(label).orElseThrow(),
                    new Filling(fillingRefusals, Duration.ofMillis(fillingMillis)),
                    Duration.ofMillis(settlingMillis),
                    Duration.ofMillis(lengthMillis),
                    mostInFlight);
        }

        /** Returns the same order with another time to the start. */
        Begin startingIn(double millis) {
            return new Begin(
                    label, share, millis, fillingRefusals, fillingMillis, settlingMillis, lengthMillis, mostInFlight);
        }
    }

    /**
     * Injector to coordinator: progress of the current step. Also shows that the injector is alive.
     *
     * @param step     number of the step; 0 before the first
     * @param counts   requests of the measured window so far, by outcome; an outcome that is missing has none
     * @param refused  requests refused before the measured window
     * @param sent     scoring requests sent since the start of the run, the smoke call among them
     * @param answered sent requests that were answered, failed, or timed out
     */
    record Beat(int step, Map<Outcome, Long> counts, long refused, long sent, long answered) implements Message {
        public Beat {
            WireRange.step(step);
            counts = new OutcomeCounts(counts).byOutcome();
            WireRange.requests(counts);
            WireRange.requests("refused", refused);
            WireRange.requests("sent", sent);
            WireRange.requests("answered", answered);
        }

        StepProgress progress() {
            return new StepProgress(refused, Math.max(0, sent - answered), new OutcomeCounts(counts));
        }
    }

    /** Coordinator to injector: the service's queues are full, or as many requests are in flight as may be; let the step settle. */
    record Filled(int step) implements Message {
        public Filled {
            WireRange.step(step);
        }
    }

    /** Coordinator to injector: the requests so far are enough, end the step. */
    record Stop(int step) implements Message {
        public Stop {
            WireRange.step(step);
        }
    }

    /**
     * Injector to coordinator: the step is over, and none of its requests is in flight.
     *
     * @param step     number of the step
     * @param recorded what was measured
     * @param noticed  what the injector noticed about itself: the object that is also this step's line of {@code injector.jsonl}
     */
    record Done(int step, RecordedStep recorded, JsonNode noticed) implements Message {

        public Done {
            WireRange.step(step);
            WireRange.millis("windowStartMillis", recorded.windowStartMillis());
            WireRange.millis("windowEndMillis", recorded.windowEndMillis());
            WireRange.requests(recorded.counts());
            recorded.statuses().values().forEach(WireRange::requests);
            WireRange.requests("endedOk", recorded.endedOk());
            WireRange.requests("probes", recorded.probes());
            WireRange.requests("probeFailures", recorded.probeFailures());
        }

        static Done of(Step step, RecordedStep recorded, InjectorSample sample) {
            return new Done(step.number(), recorded, tree(InjectorFile.line(step.label(), sample)));
        }

        private static JsonNode tree(String json) {
            try {
                return Json.mapper().readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("our own JSON", e);
            }
        }

        /**
         * Returns a recorder of the step that holds what was measured and noticed.
         *
         * @param laterMillis what has to be added to the injector's times, milliseconds
         * @param bounds      what an injector can have measured at most
         * @throws IllegalArgumentException when the message cannot be used
         */
        StepRecorder recorder(Step measured, long laterMillis, StepBounds bounds) {
            bounds.require(recorded);
            InjectorSample sample = InjectorFile.sample(noticed.toString());
            bounds.require(sample);
            StepRecorder recorder = new StepRecorder(measured);
            recorder.add(recorded, laterMillis);
            recorder.noticed(sample);
            return recorder;
        }
    }

    /**
     * Coordinator to injector: the run is over.
     *
     * @param ending why
     * @param steps  number of finished steps
     */
    record End(Ending ending, int steps) implements Message {
        public End {
            WireRange.step(steps);
        }
    }

    /**
     * Injector to coordinator: takes part no more. The injector then closes the connection.
     *
     * @param reason why
     */
    record Disconnect(String reason) implements Message {
        public Disconnect {
            WireRange.text("reason", reason);
        }
    }

    /** Returns the message as JSON, without the line feed. */
    default String line() {
        return MessageLines.write(this);
    }

    /**
     * Reads a message.
     *
     * @param line without the line feed
     * @throws IllegalArgumentException when it is not a message of this protocol; says why without repeating the line
     */
    static Message of(String line) {
        return MessageLines.read(line);
    }
}
