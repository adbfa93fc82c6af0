package io.headroom.simulation;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.PortFinding;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.endpoint.StartPatience;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Makes the smoke call again and again until it succeeds, fails for good, or the patience is used up. Its methods are called by one
 * virtual user, in the order in which they stand here.
 */
final class SmokeCheck {

    /** Pause between two calls. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    /** Statuses that servers answer with when the client speaks another protocol than they do. */
    private static final Set<Integer> OTHER_PROTOCOL = Set.of(400, 426, 505);

    private static final int LEAST_ERROR = 400;

    private final URI url;
    private final ScoringEndpoint endpoint;
    private final BooleanSupplier interrupted;
    private final RunProgress progress;
    private final PrintStream out;
    private SmokeAnswer answer;
    private final SmokeWait wait;
    private Optional<RunningPortProbe> probe = Optional.empty();
    private Optional<PortFinding> port = Optional.empty();
    private long firstNanos;
    private long callNanos;
    private Duration took = Duration.ZERO;
    private int calls;
    private boolean goesOn = true;
    private boolean succeeded;

    /**
     * Creates the check of a run.
     *
     * @param interrupted returns whether the run is to stop
     */
    SmokeCheck(ScoringRequest request, BooleanSupplier interrupted, RunProgress progress, PrintStream out) {
        this.url = request.url();
        this.endpoint = request.endpoint();
        this.answer = new SmokeAnswer(request.shown(), endpoint.answerLimits(), request.statuses());
        this.interrupted = interrupted;
        this.progress = progress;
        this.out = out;
        this.wait = new SmokeWait(url, endpoint, interrupted, out);
    }

    /** Returns whether the call is to be made, again or for the first time. */
    boolean goesOn() {
        return goesOn && !interrupted.getAsBoolean();
    }

    /** Called before each call. */
    void begins() {
        callNanos = System.nanoTime();
        firstNanos = calls == 0 ? callNanos : firstNanos;
        if (calls++ > 0) {
            progress.repeatedSmokeCall();
        } else {
            wait.begins();
        }
        answer.clear();
        port = Optional.empty();
    }

    /** Returns the call. */
    HttpRequestActionBuilder call(ScoringRequest request) {
        return request.smoke(answer);
    }

    /**
     * Called after each call. Where the answer does not say what is wrong, the port is probed in a thread of its own, which takes some
     * seconds at most.
     *
     * @param session tells whether the call failed
     * @return the session to go on with
     */
    Session ended(Session session) {
        took = since(callNanos);
        succeeded = !session.isFailed();
        boolean unclear = !isGivenUp()
                && (answer.status().isEmpty()
                        || OTHER_PROTOCOL.contains(answer.status().getAsInt()));
        if (!succeeded && unclear) {
            probe = Optional.of(RunningPortProbe.start(url, PROBE_TIMEOUT));
        }
        return session.markAsSucceeded();
    }

    /** Returns whether the probe of the port is still awaited. */
    boolean probes() {
        return probe.filter(RunningPortProbe::isRunning).isPresent() && !interrupted.getAsBoolean();
    }

    /** Called when the call and the probe of the port have ended. Decides whether the call is made again. */
    void judge() {
        port = probe.flatMap(RunningPortProbe::found);
        probe = Optional.empty();
        goesOn = !succeeded && !interrupted.getAsBoolean() && triesAgain();
        if (goesOn) {
            wait.failed(answer.status(), port);
            return;
        }
        wait.ends();
        if (interrupted.getAsBoolean()) {
            return; // the next thing that a user reads is the verdict
        }
        if (answer.status().isPresent()) {
            out.println("smoke call: " + answer.description());
        }
        if (succeeded && endpoint.expectation().isEmpty()) {
            answer.doubt().ifPresent(doubt -> out.println("WARNING: " + doubt));
        }
    }

    /** Returns whether the answer was HTTP, but could not be read to its end. */
    private boolean isGivenUp() {
        return answer.fault().filter(fault -> fault != AnswerFault.FORM).isPresent();
    }

    private boolean triesAgain() {
        if (isGivenUp()) {
            return false;
        }
        boolean timedOut = took.compareTo(endpoint.requestTimeout()) >= 0;
        boolean secure = "https".equals(url.getScheme());
        StartPatience.FailedCall call = new StartPatience.FailedCall(answer.statusOfCause(), port, timedOut, secure);
        return endpoint.startPatience().triesAgain(call, since(firstNanos));
    }

    /** Returns whether the last call succeeded. */
    boolean succeeded() {
        return succeeded;
    }

    /** Returns what was found at the port after the last call, if that failed. */
    Optional<PortFinding> port() {
        return port;
    }

    /**
     * Takes the status of the readiness probe that follows the smoke call. A wrong path stops the run: every later probe would fail,
     * too.
     *
     * @return the message for the log
     */
    String readiness(URI readiness, int status) {
        if (status < LEAST_ERROR) {
            return Outcome.OK.word();
        }
        if (Outcome.ofStatus(status) == Outcome.CLIENT_ERROR) {
            succeeded = false;
            return LogMarks.READINESS_PATH + Outcome.CLIENT_ERROR.message(status) + ", at " + readiness.getRawPath();
        }
        out.println("WARNING: the service answers the smoke call, but its readiness probe (" + readiness.getRawPath()
                + ") is answered with HTTP " + status + ".");
        return Outcome.NOT_READY.message(status);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
