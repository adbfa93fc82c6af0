package io.headroom.simulation;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The statuses that stand for answers in which an endpoint says what the model behind it answered. The managed endpoints of Azure
 * Machine Learning answer 424 when the container of the model answered with an error, and name its status in a header. All that the
 * checks of Gatling see of such an answer is a status, so each pair has one that HTTP does not have: 424503 stands for a 424 whose
 * model answered 503.
 */
final class ModelStatus {

    /** Names the header. */
    static final String HEADER = "ms-azureml-model-error-statuscode";

    private static final int FAILED_DEPENDENCY = HttpResponseStatus.FAILED_DEPENDENCY.code();

    /** More than any status of HTTP, and less than what stands for a pair. */
    private static final int FACTOR = 1000;

    private static final Pattern ERROR = Pattern.compile("[45][0-9]{2}");

    private ModelStatus() {}

    /** Returns the status that stands for an answer and its model's; empty where the answer names no error of a model. */
    static Optional<HttpResponseStatus> of(HttpResponse answer) {
        if (answer.status().code() != FAILED_DEPENDENCY) {
            return Optional.empty();
        }
        return Optional.ofNullable(answer.headers().get(HEADER))
                .filter(text -> ERROR.matcher(text).matches())
                .map(text -> new HttpResponseStatus(
                        FAILED_DEPENDENCY * FACTOR + Integer.parseInt(text),
                        answer.status().reasonPhrase()));
    }

    /** Returns the status that was sent. */
    static int sent(int code) {
        return isPair(code) ? FAILED_DEPENDENCY : code;
    }

    /** Returns the status that the model answered; empty where the answer does not name it. */
    static OptionalInt model(int code) {
        return isPair(code) ? OptionalInt.of(code % FACTOR) : OptionalInt.empty();
    }

    private static boolean isPair(int code) {
        return code / FACTOR == FAILED_DEPENDENCY;
    }

    /** Returns the canonical message of a request that was answered so: with the status that was sent, and then the model's. */
    static String message(Outcome outcome, int code) {
        return isPair(code)
                ? outcome.message(FAILED_DEPENDENCY) + LogMarks.MODEL_STATUS + code % FACTOR
                : outcome.message(code);
    }
}
