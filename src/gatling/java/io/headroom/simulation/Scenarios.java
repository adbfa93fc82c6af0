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
import io.headroom.load.ClientShare;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * The three populations of a run: one user who conducts it, the seats that send its requests, and a readiness probe beside
 * them. Gatling injects each at once; what they do follows the {@link Conductor}.
 */
final class Scenarios {

    private static final Duration PROBE_PERIOD = Duration.ofSeconds(1);
    private static final int PROBE_TIMEOUT_MILLIS = 1000;

    private final ScoringRequest request;
    private final Conductor conductor;

    Scenarios(ScoringRequest request, Conductor conductor) {
        this.request = request;
        this.conductor = conductor;
    }

    /** Makes the smoke call; if it succeeds, conducts the plan; marks the end in the log. */
    PopulationBuilder conducting() {
        ReceivedAnswer unread = new ReceivedAnswer();
        ChainBuilder whole = exec(request.named(session -> LogMarks.SMOKE, session -> unread))
                .exec(doIf(session -> !session.isFailed())
                        .then(tell(conductor::ready), decision(), loop(session -> conductor.hasOpen(), oneStep())))
                .exec(Session::markAsSucceeded)
                .exec(group(session -> conductor.endMark().name()).on(exec(session -> session)))
                .exec(tell(conductor::finish));
        return scenario(conductor.scenario()).exec(whole).injectOpen(atOnceUsers(1));
    }

    private ChainBuilder oneStep() {
        return exec(group(session -> conductor.current().label())
                        .on(
                                group(LogMarks.SETTLING)
                                        .on(loop(session -> conductor.settles(), exec(pause(Conductor.TICK)))),
                                tell(conductor::startWindow),
                                group(LogMarks.MEASURED)
                                        .on(loop(session -> conductor.measures(), exec(pause(Conductor.TICK))))))
                .exec(tell(conductor::endWindow))
                .exec(loop(session -> conductor.drains(), exec(pause(Conductor.TICK))))
                .exec(tell(conductor::close))
                .exec(decision());
    }

    /** Waits until it is decided what comes next, and begins it. */
    private ChainBuilder decision() {
        return exec(loop(session -> conductor.waits(), exec(pause(Conductor.TICK))))
                .exec(tell(conductor::openNext));
    }

    /**
     * The virtual users that send requests.
     *
     * @param client whose they are, from 1; 0 in a run without clients
     */
    PopulationBuilder seats(int client, int count) {
        Seats seats = new Seats(client, count);
        Function<Session, Seat> seat = session -> seats.of(session.userId());
        ChainBuilder whole = loop(
                session -> !conductor.isOver(),
                exec(doIfOrElse(session -> seat.apply(session).join(conductor.current()))
                        .then(client == 0 ? takingPart(seat) : takingPartAsClient(seat))
                        .orElse(pause(conductor.lookUp()))));
        return scenario(client == 0 ? "callers" : ClientShare.name(client))
                .exec(whole)
                .injectOpen(atOnceUsers(count));
    }

    private ChainBuilder takingPart(Function<Session, Seat> seat) {
        return exec(group(session -> seat.apply(session).stepLabel()).on(sending(seat)));
    }

    private ChainBuilder takingPartAsClient(Function<Session, Seat> seat) {
        return exec(group(session -> seat.apply(session).stepLabel())
                .on(group(session -> seat.apply(session).shareLabel()).on(sending(seat))));
    }

    /**
     * A step, for one of its callers. At full speed every further action slows the injector down, so the answer is recorded by
     * the loop's condition, which is looked at once a turn; only after a failure a turn is spent on clearing the session of it.
     */
    private ChainBuilder sending(Function<Session, Seat> seat) {
        HttpRequestActionBuilder call = request.named(
                session -> seat.apply(session).requestName(),
                session -> seat.apply(session).answer());
        return loop(
                        session -> seat.apply(session).goesOn(request, session.isFailed()),
                        exec(doIfOrElse(session -> !session.isFailed()
                                        && seat.apply(session).sendsNow())
                                .then(exec(call))
                                .orElse(
                                        exec(Session::markAsSucceeded),
                                        pause(session -> seat.apply(session).nap()))))
                .exec(Session::markAsSucceeded);
    }

    private static ChainBuilder tell(Runnable action) {
        return exec(session -> {
            action.run();
            return session;
        });
    }

    /** A loop whose condition is looked at once a turn; Gatling's default looks at it before every action inside, too. */
    private static ChainBuilder loop(Function<Session, Boolean> condition, ChainBuilder body) {
        return exec(asLongAs(condition, UUID.randomUUID().toString(), false).on(body));
    }

    /** Probes readiness as a kubelet does: once a second, on a connection of its own, within a second. */
    PopulationBuilder probing(URI readiness) {
        ChainBuilder probe = pace(PROBE_PERIOD)
                .exec(http(LogMarks.READINESS)
                        .get(readiness.toString())
                        .header("Connection", "close")
                        .requestTimeout(Duration.ofMillis(PROBE_TIMEOUT_MILLIS))
                        .check(status().transform(code ->
                                        code >= 200 && code < 400 ? Outcome.OK.word() : Outcome.NOT_READY.message(code))
                                .is(Outcome.OK.word())
                                .name("probe")))
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
}
