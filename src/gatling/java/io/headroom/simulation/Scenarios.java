package io.headroom.simulation;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.headroom.endpoint.AnswerFault;
import io.headroom.load.ClientShare;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Builds the populations of a run: one virtual user that conducts it, those that send its requests, and one that probes readiness.
 * Gatling starts all of them at once; then they follow the {@link Conductor}.
 */
final class Scenarios {

    private static final Duration PROBE_PERIOD = Duration.ofSeconds(1);
    private static final int PROBE_TIMEOUT_MILLIS = 1000;

    private final ScoringRequest request;
    private final SmokeCheck smoke;
    private final Conductor conductor;
    private final ConnectionPools connections;

    Scenarios(ScoringRequest request, SmokeCheck smoke, Conductor conductor, ConnectionPools connections) {
        this.request = request;
        this.smoke = smoke;
        this.conductor = conductor;
        this.connections = connections;
    }

    /**
     * Returns the user that makes the smoke call, conducts the plan if the call succeeds, and marks the end in the log.
     *
     * @param readiness probed once after the call, so that a wrong path does not go unnoticed
     */
    PopulationBuilder conducting(Optional<URI> readiness) {
        ChainBuilder whole = exec(loop(
                        guarded(smoke::goesOn),
                        exec(tell(smoke::begins))
                                .exec(smoke.call(request))
                                .exec(smoke::ended)
                                .exec(loop(guarded(smoke::probes), exec(pause(Conductor.TICK))))
                                .exec(tell(smoke::judge))
                                .exec(doIf(guarded(smoke::goesOn)).then(pause(SmokeCheck.PAUSE)))))
                .exec(doIf(session -> smoke.port().isPresent())
                        .then(group(session -> LogMarks.PORT
                                        + smoke.port().orElseThrow().word())
                                .on(exec(session -> session))))
                .exec(readiness
                        .map(uri -> exec(doIf(guarded(smoke::succeeded))
                                .then(exec(probe(uri, status -> smoke.readiness(uri, status))))))
                        .orElseGet(() -> exec(session -> session)))
                .exec(Session::markAsSucceeded)
                .exec(doIf(guarded(smoke::succeeded))
                        .then(tell(conductor::ready), decision(), loop(guarded(conductor::hasOpen), oneStep())))
                .exec(Session::markAsSucceeded)
                .exec(group(session -> conductor.endMark().name()).on(exec(session -> session)))
                .exec(tell(conductor::finish));
        return scenario(conductor.scenario()).exec(whole).injectOpen(atOnceUsers(1));
    }

    private ChainBuilder oneStep() {
        return exec(group(session -> conductor.current().label())
                        .on(
                                group(LogMarks.SETTLING)
                                        .on(loop(guarded(conductor::settles), exec(pause(Conductor.TICK)))),
                                tell(conductor::startWindow),
                                group(LogMarks.MEASURED)
                                        .on(loop(guarded(conductor::measures), exec(pause(Conductor.TICK))))))
                .exec(tell(conductor::endWindow))
                .exec(loop(guarded(conductor::drains), exec(pause(Conductor.TICK))))
                .exec(tell(conductor::close))
                .exec(decision());
    }

    /** Waits for the next decision, and opens its step. */
    private ChainBuilder decision() {
        return exec(loop(guarded(conductor::waits), exec(pause(Conductor.TICK))))
                .exec(tell(conductor::openNext));
    }

    /**
     * Returns the users that send requests.
     *
     * @param client that they belong to, from 1; 0 in a run without clients
     */
    PopulationBuilder sending(int client, int count) {
        VirtualUsers users = new VirtualUsers(client, count, connections);
        Function<Session, VirtualUser> user = session -> users.of(session.userId());
        ChainBuilder whole = loop(
                session -> !conductor.isOver(),
                exec(doIfOrElse(session -> user.apply(session).join(conductor.current()))
                        .then(client == 0 ? step(user) : stepOfClient(user))
                        .orElse(pause(conductor.idlePause()))));
        return scenario(client == 0 ? "callers" : ClientShare.name(client))
                .exec(whole)
                .injectOpen(atOnceUsers(count));
    }

    private ChainBuilder step(Function<Session, VirtualUser> user) {
        return exec(group(session -> user.apply(session).stepLabel()).on(requests(user)));
    }

    private ChainBuilder stepOfClient(Function<Session, VirtualUser> user) {
        return exec(group(session -> user.apply(session).stepLabel())
                .on(group(session -> user.apply(session).shareLabel()).on(requests(user))));
    }

    /**
     * Sends the requests of one user in one step. Every further action would slow the injector down at full speed, so the answer is
     * recorded in the loop's condition, which is evaluated once a turn. Only after a failure a turn is spent on resetting the session.
     */
    private ChainBuilder requests(Function<Session, VirtualUser> user) {
        HttpRequestActionBuilder call = keepingConnections(
                request.named(
                        session -> user.apply(session).requestName(),
                        session -> user.apply(session).answer()),
                user);
        return loop(
                        session -> user.apply(session).recordAnswer(request, session.isFailed()),
                        exec(doIfOrElse(session -> !session.isFailed()
                                        && user.apply(session).sendsNow())
                                .then(exec(call))
                                .orElse(
                                        exec(Session::markAsSucceeded),
                                        pause(session -> user.apply(session).pause()))))
                .exec(Session::markAsSucceeded);
    }

    /** Lets a request close its connection when it is not needed any more, unless the settings say what becomes of connections. */
    private HttpRequestActionBuilder keepingConnections(
            HttpRequestActionBuilder call, Function<Session, VirtualUser> user) {
        return request.endpoint().headers().keySet().stream().anyMatch("connection"::equalsIgnoreCase)
                ? call
                : call.header("Connection", session -> user.apply(session).closesConnection() ? "close" : "keep-alive");
    }

    private ChainBuilder tell(Runnable action) {
        return exec(session -> {
            conductor.guarded(action);
            return session;
        });
    }

    private Function<Session, Boolean> guarded(BooleanSupplier condition) {
        return session -> conductor.holds(condition);
    }

    /** Returns a loop that evaluates its condition once a turn. Gatling's default evaluates it before every action inside as well. */
    private static ChainBuilder loop(Function<Session, Boolean> condition, ChainBuilder body) {
        return exec(asLongAs(condition, UUID.randomUUID().toString(), false).on(body));
    }

    /** Returns the user that probes readiness as a kubelet does: once a second, on a new connection, with a timeout of one second. */
    PopulationBuilder probing(URI readiness) {
        ChainBuilder probe = pace(PROBE_PERIOD)
                .exec(probe(
                        readiness,
                        code -> code >= 200 && code < 400 ? Outcome.OK.word() : Outcome.NOT_READY.message(code)))
                .exec(session -> {
                    ActiveStep step = conductor.current();
                    if (step != null) {
                        step.probe(!session.isFailed());
                    }
                    return session.markAsSucceeded();
                });
        return scenario("readiness")
                .exec(loop(session -> !conductor.isOver(), probe))
                .injectOpen(atOnceUsers(1));
    }

    private HttpRequestActionBuilder probe(URI readiness, Function<Integer, String> message) {
        return http(LogMarks.READINESS)
                .get(readiness.toString())
                .header("Connection", "close")
                .requestTimeout(Duration.ofMillis(PROBE_TIMEOUT_MILLIS))
                .check(status().transform(code -> FaultStatus.fault(code)
                                .map(this::notReady)
                                .orElseGet(() -> message.apply(ModelStatus.sent(code))))
                        .is(Outcome.OK.word())
                        .name("probe"));
    }

    private String notReady(AnswerFault fault) {
        return Outcome.NOT_READY.word() + ": HTTP answer with "
                + fault.description(request.endpoint().answerLimits());
    }
}
