package io.headroom.simulation;

import io.headroom.endpoint.AnswerDoubt;
import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import io.headroom.endpoint.AnswerText;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.StatusOutcomes;
import java.util.Optional;
import java.util.OptionalInt;

/** What the checks have seen of the answer to the smoke call, and what is shown of it. Used by one virtual user only. */
final class SmokeAnswer {

    private final AnswerText shown;
    private final AnswerLimits limits;
    private final StatusOutcomes statuses;
    private OptionalInt code = OptionalInt.empty();
    private Optional<AnswerFault> fault = Optional.empty();
    private Optional<String> location = Optional.empty();
    private Optional<String> contentType = Optional.empty();
    private Optional<String> text = Optional.empty();
    private int size;
    private int millis;

    /**
     * Creates an answer that was not seen yet.
     *
     * @param shown    shortens its text, and leaves out secrets
     * @param limits   to the answer
     * @param statuses what its status stands for
     */
    SmokeAnswer(AnswerText shown, AnswerLimits limits, StatusOutcomes statuses) {
        this.shown = shown;
        this.limits = limits;
        this.statuses = statuses;
    }

    /** Forgets the last answer when the call is made again. */
    void clear() {
        code = OptionalInt.empty();
        fault = Optional.empty();
        location = Optional.empty();
        contentType = Optional.empty();
        text = Optional.empty();
        size = 0;
    }

    int sawStatus(int seen) {
        fault = FaultStatus.fault(seen);
        code = fault.isPresent() ? OptionalInt.empty() : OptionalInt.of(seen);
        return seen;
    }

    /** Takes the header, which is null if there is none; a check that finds null crashes. */
    String sawLocation(String header) {
        location = Optional.ofNullable(header).map(shown::location);
        return location.orElse("");
    }

    /** Takes the header, which is null if there is none. */
    String sawContentType(String header) {
        contentType = Optional.ofNullable(header).map(shown::part);
        return contentType.orElse("");
    }

    int sawMillis(int responseTime) {
        millis = responseTime;
        return responseTime;
    }

    /**
     * Takes the body, which is seen after status and headers, and returns the message for the log.
     *
     * @param check of the body, if there is one
     */
    String sawBody(byte[] body, Optional<BodyCheck> check) {
        size = body.length;
        text = shown.beginning(body);
        return message(check.map(right -> right.message(body)).orElse(Outcome.OK.word()));
    }

    private String message(String ofBody) {
        if (fault.isPresent()) {
            return FaultStatus.message(fault.get(), limits);
        }
        int seen = code.orElseThrow();
        Outcome outcome = statuses.of(ModelStatus.sent(seen), ModelStatus.model(seen));
        if (outcome == Outcome.OK) {
            return ofBody;
        }
        return ModelStatus.message(outcome, seen)
                + location.map(place -> ", to " + place).orElse("")
                + text.map(said -> ", says: " + said).orElse("");
    }

    /** Returns why the answer was given up; empty when it was not. */
    Optional<AnswerFault> fault() {
        return fault;
    }

    /** Returns the HTTP status; empty when there was no answer, and when it was given up. */
    OptionalInt status() {
        return code.isPresent() ? OptionalInt.of(ModelStatus.sent(code.getAsInt())) : OptionalInt.empty();
    }

    /** Returns the status of whoever failed: the one that a model behind the endpoint answered or, where none is told, the HTTP status. */
    OptionalInt statusOfCause() {
        OptionalInt model = model();
        return model.isPresent() ? model : status();
    }

    private OptionalInt model() {
        return code.isPresent() ? ModelStatus.model(code.getAsInt()) : OptionalInt.empty();
    }

    /** Returns what is odd about a successful answer, if anything is. */
    Optional<String> doubt() {
        return AnswerDoubt.of(status().orElseThrow(), text, size);
    }

    /** Describes the answer, e.g. {@code HTTP 200 in 53 ms, application/json, 14 bytes: {"score": 0.7}}. Requires that there was one. */
    String description() {
        OptionalInt model = model();
        return "HTTP " + status().orElseThrow() + (model.isPresent() ? LogMarks.MODEL_STATUS + model.getAsInt() : "")
                + " in " + millis + " ms (first call, with connection)"
                + contentType.map(type -> ", " + type).orElse("")
                + (size == 1 ? ", 1 byte" : ", " + size + " bytes")
                + text.map(said -> ": " + said).orElse(size == 0 ? "" : ", no text");
    }
}
