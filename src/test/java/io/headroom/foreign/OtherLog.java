package io.headroom.foreign;

import io.headroom.simlog.LogListener;
import io.headroom.simlog.LogWriter;
import io.headroom.simlog.TextLogWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The log of somebody else's simulation, made up event by event. */
public final class OtherLog {

    public static final String REFUSED = "status.find.is(200), but actually found 503";
    public static final String NOBODY = "j.n.ConnectException: Connection refused";
    public static final String NO_PORTS = "j.n.BindException: Cannot assign requested address";

    /** How long a user who failed waits before it goes on, so that it does not send without end. */
    private static final int AFTER_FAILURE_MILLIS = 100;

    /** How long an overloaded service is slow after a refusal. */
    private static final int SLOW_MILLIS = 500;

    private final List<Event> events = new ArrayList<>();

    /** A user who comes (1) or leaves (−1), or the end of a request (0). */
    private record Event(int millis, int user, String group, String name, int startMillis, String failure) {}

    /** Answers a request. */
    public interface Service {
        /** Returns the answer to a request that is sent at that time. */
        Answer answer(int millis);
    }

    /**
     * An answer.
     *
     * @param millis  when it comes
     * @param failure why the request failed; empty if it succeeded
     */
    public record Answer(int millis, String failure) {}

    /** Returns a service of some places, which refuses whoever would have to wait for too long. */
    public static Service places(int places, int latencyMillis, int longestWaitMillis) {
        int[] freeAt = new int[places];
        return millis -> {
            Arrays.sort(freeAt);
            int begin = Math.max(millis, freeAt[0]);
            if (begin - millis > longestWaitMillis) {
                return new Answer(millis + 1, REFUSED);
            }
            freeAt[0] = begin + latencyMillis;
            return new Answer(freeAt[0], "");
        };
    }

    /** Returns a service of some places that takes twice the time for half a second after each refusal, so that its goodput falls. */
    public static Service collapsing(int places, int latencyMillis, int longestWaitMillis) {
        int[] freeAt = new int[places];
        AtomicInteger slowUntil = new AtomicInteger();
        return millis -> {
            Arrays.sort(freeAt);
            int begin = Math.max(millis, freeAt[0]);
            if (begin - millis > longestWaitMillis) {
                slowUntil.set(millis + SLOW_MILLIS);
                return new Answer(millis + 1, REFUSED);
            }
            freeAt[0] = begin + (millis < slowUntil.get() ? 2 : 1) * latencyMillis;
            return new Answer(freeAt[0], "");
        };
    }

    /** Returns a service that answers one request, and fails all others. */
    public static Service once(Service service, Service afterwards) {
        AtomicBoolean answered = new AtomicBoolean();
        return millis -> (answered.getAndSet(true) ? afterwards : service).answer(millis);
    }

    /** Returns a service of which a share of the answers fails in another way, without regard to the load. */
    public static Service failing(Service service, double share, String failure, Random random) {
        return millis -> {
            Answer answer = service.answer(millis);
            return random.nextDouble() < share ? new Answer(answer.millis(), failure) : answer;
        };
    }

    /** Returns a service that is replaced by another one for some time. */
    public static Service during(int fromMillis, int toMillis, Service then, Service otherwise) {
        return millis -> (millis >= fromMillis && millis < toMillis ? then : otherwise).answer(millis);
    }

    /** Returns a service that is not there. */
    public static Service absent(String failure) {
        return millis -> new Answer(millis + 2, failure);
    }

    public OtherLog user(boolean start, int millis) {
        events.add(new Event(millis, start ? 1 : -1, "", "", millis, ""));
        return this;
    }

    /** Adds a request; it succeeded if the failure is empty. */
    public OtherLog request(String group, String name, int startMillis, int endMillis, String failure) {
        events.add(new Event(endMillis, 0, group, name, startMillis, failure));
        return this;
    }

    /** Adds users of one request each, who come at these times. */
    public OtherLog open(int[] arrivals, Service service) {
        for (int at : arrivals) {
            Answer answer = service.answer(at);
            user(true, at)
                    .request("", "score", at, answer.millis(), answer.failure())
                    .user(false, answer.millis() + 1);
        }
        return this;
    }

    /**
     * Adds users who stay: each level has so many of them, and lasts as long.
     *
     * @param pauseMillis how long a user pauses after an answer
     */
    public OtherLog closed(int[] levels, int levelMillis, int pauseMillis, Service service) {
        record Turn(int millis, int user) {}
        PriorityQueue<Turn> turns =
                new PriorityQueue<>(Comparator.comparingInt(Turn::millis).thenComparingInt(Turn::user));
        int users = 0;
        for (int level = 0; level < levels.length; level++) {
            int start = level * levelMillis;
            for (; users < levels[level]; users++) {
                user(true, start);
                turns.add(new Turn(start + users * 7919 % Math.max(1, pauseMillis + 1), users));
            }
            while (turns.element().millis() < start + levelMillis) {
                Turn turn = turns.remove();
                Answer answer = service.answer(turn.millis());
                request("", "score", turn.millis(), answer.millis(), answer.failure());
                int wait = pauseMillis + (answer.failure().isEmpty() ? 0 : AFTER_FAILURE_MILLIS);
                turns.add(new Turn(Math.max(turn.millis() + 1, answer.millis()) + wait, turn.user()));
            }
        }
        for (int user = 0; user < users; user++) {
            user(false, levels.length * levelMillis + 1);
        }
        return this;
    }

    private List<Event> inOrder() {
        return events.stream().sorted(Comparator.comparingInt(Event::millis)).toList();
    }

    /** Returns the log as a file has it. */
    public LogWriter log() {
        TextLogWriter log = TextLogWriter.of("com.example.Checkout", "users");
        for (Event event : inOrder()) {
            if (event.user() == 0) {
                log.request(
                        groups(event),
                        event.name(),
                        event.startMillis(),
                        event.millis(),
                        event.failure().isEmpty(),
                        event.failure());
            } else {
                log.user(0, event.user() > 0, event.millis());
            }
        }
        return log;
    }

    /** Returns what the analysis sees of the log. */
    LoadTimeline timeline() {
        LoadTimeline timeline = new LoadTimeline(Optional.empty(), 0);
        inOrder().forEach(event -> tell(event, timeline));
        return timeline;
    }

    private static void tell(Event event, LogListener listener) {
        if (event.user() == 0) {
            listener.request(
                    groups(event),
                    event.name(),
                    event.startMillis(),
                    event.millis(),
                    event.failure().isEmpty(),
                    event.failure());
        } else {
            listener.user("users", event.user() > 0, event.millis());
        }
    }

    private static List<String> groups(Event event) {
        return event.group().isEmpty() ? List.of() : List.of(event.group());
    }
}
