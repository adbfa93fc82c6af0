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

    private static final String LABEL = "headroom_step";
    private static final String SEAT = "headroom_seat";
    private static final Duration TICK = Duration.ofMillis(10);
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
        ChainBuilder whole = exec(request.named(session -> LogMarks.SMOKE))
                .exec(doIf(session -> !session.isFailed())
                        .then(tell(conductor::openNext), loop(session -> conductor.hasOpen(), oneStep())))
                .exec(session -> ScoringRequest.forget(session).set(LABEL, endMark()))
                .exec(group("#{" + LABEL + "}").on(exec(session -> session)))
                .exec(tell(conductor::finish));
        return scenario(conductor.scenario()).exec(whole).injectOpen(atOnceUsers(1));
    }

    private String endMark() {
        if (conductor.isInterrupted()) {
            return LogMarks.END_INTERRUPTED;
        }
        return conductor.isOutOfTime() ? LogMarks.END_TIME_LIMIT : LogMarks.END_FINISHED;
    }

    private ChainBuilder oneStep() {
        return exec(session -> session.set(LABEL, conductor.current().label()))
                .exec(group("#{" + LABEL + "}")
                        .on(
                                group(LogMarks.SETTLING).on(loop(session -> conductor.settles(), exec(pause(TICK)))),
                                tell(conductor::startWindow),
                                group(LogMarks.MEASURED).on(loop(session -> conductor.measures(), exec(pause(TICK))))))
                .exec(tell(conductor::endWindow))
                .exec(loop(session -> conductor.drains(), exec(pause(TICK))))
                .exec(tell(conductor::close))
                .exec(tell(conductor::openNext));
    }

    /** The virtual users that send requests. */
    PopulationBuilder seats(int count) {
        Seats seats = new Seats(count);
        ChainBuilder whole = exec(session -> session.set(SEAT, seats.of(session.userId())))
                .exec(loop(
                        session -> !conductor.isOver(),
                        exec(doIfOrElse(session -> seat(session).join(conductor.current()))
                                .then(takingPart())
                                .orElse(pause(conductor.lookUp())))));
        return scenario("callers").exec(whole).injectOpen(atOnceUsers(count));
    }

    private ChainBuilder takingPart() {
        ChainBuilder call = exec(session -> {
                    seat(session).send();
                    return session;
                })
                .exec(request.named(session -> seat(session).requestName()))
                .exec(this::answered);
        return exec(session -> session.set(LABEL, seat(session).stepLabel()))
                .exec(group("#{" + LABEL + "}")
                        .on(loop(
                                session -> seat(session).takesPart(),
                                exec(doIfOrElse(session -> seat(session).isDue())
                                        .then(call)
                                        .orElse(pause(session -> seat(session).nap()))))));
    }

    private Session answered(Session session) {
        Seat seat = seat(session);
        long waitedMillis = seat.waitedMillis();
        Outcome outcome = request.outcome(session, waitedMillis);
        seat.answer(request.latencyMillis(session, waitedMillis), outcome);
        return ScoringRequest.forget(session);
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

    private static Seat seat(Session session) {
        return session.<Seat>get(SEAT);
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
