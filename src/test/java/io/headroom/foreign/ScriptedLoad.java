package io.headroom.foreign;

import io.headroom.simlog.BinaryLogWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The events in the log of a foreign simulation of a known service: it serves {@link #CAPACITY} requests per second,
 * and holds {@link #PLACES} at a time; any more are refused at once.
 */
public final class ScriptedLoad {

    public static final int CAPACITY = 100;
    static final int PLACES = 8;

    /** Latency of a request that does not wait: 4 requests are in service at a time, 40 ms each. */
    static final int SERVICE_MILLIS = 40;

    private static final String REFUSED = "status.find.is(200), but actually found 503";

    private final List<Event> events = new ArrayList<>();
    private int lastMillis;

    /** Users (+1, −1) and requests (0), by the time of their record in the log. */
    private record Event(int millis, int user, String name, int startMillis, boolean ok) {}

    ScriptedLoad user(boolean start, int millis) {
        events.add(new Event(millis, start ? 1 : -1, "", millis, true));
        lastMillis = Math.max(lastMillis, millis);
        return this;
    }

    ScriptedLoad request(String name, int startMillis, int endMillis, boolean ok) {
        events.add(new Event(endMillis, 0, name, startMillis, ok));
        lastMillis = Math.max(lastMillis, endMillis);
        return this;
    }

    /** Raises the number of users to this level and stays there; users of earlier levels stay, too. */
    ScriptedLoad closedLevel(int before, int users, int millis) {
        int start = lastMillis;
        for (int i = before; i < users; i++) {
            user(true, start);
        }
        int served = Math.min(users, PLACES);
        double perSecond = Math.min(CAPACITY, served * 1000.0 / SERVICE_MILLIS);
        evenly(perSecond, start, millis, at -> request("call", at - (int) (served * 1000 / perSecond), at, true));
        evenly((users - served) * 10.0, start, millis, at -> request("call", at - 1, at, false));
        lastMillis = start + millis;
        return this;
    }

    /** Each of these users makes one call; calls beyond the capacity are refused. */
    ScriptedLoad arrivals(int[] millis) {
        double servedUntil = 0;
        for (int at : millis) {
            double start = Math.max(at, servedUntil);
            boolean taken = start - at < (PLACES - 4) * 1000.0 / CAPACITY;
            servedUntil = taken ? start + 1000.0 / CAPACITY : servedUntil;
            int end = taken ? (int) Math.round(start) + SERVICE_MILLIS : at + 1;
            user(true, at).request("call", at, end, taken).user(false, end);
        }
        return this;
    }

    /** Each of these users makes one call, which always takes the same time, however many there are. */
    ScriptedLoad healthy(int[] millis, IntSupplier latencyMillis) {
        for (int at : millis) {
            int end = at + latencyMillis.getAsInt();
            user(true, at).request("call", at, end, true).user(false, end);
        }
        return this;
    }

    /** Each of these users makes one call, which waits for its turn in an unlimited queue. */
    ScriptedLoad queued(int[] millis) {
        double servedUntil = 0;
        for (int at : millis) {
            servedUntil = Math.max(at, servedUntil) + 1000.0 / CAPACITY;
            int end = (int) Math.round(servedUntil) + SERVICE_MILLIS;
            user(true, at).request("call", at, end, true).user(false, end);
        }
        return this;
    }

    private interface At {
        void accept(int millis);
    }

    private static void evenly(double perSecond, int start, int millis, At then) {
        for (int i = 0; i < perSecond * millis / 1000; i++) {
            then.accept(start + (int) ((i + 0.5) * 1000 / perSecond));
        }
    }

    /** Adds a staircase of these numbers of users, five seconds for each level. */
    public static ScriptedLoad closed(int... levels) {
        ScriptedLoad load = new ScriptedLoad();
        int before = 0;
        for (int users : levels) {
            load.closedLevel(before, users, 5000);
            before = users;
        }
        return load;
    }

    /** Returns the events as a log. */
    public BinaryLogWriter log() {
        BinaryLogWriter log = BinaryLogWriter.of("com.example.Checkout", "users");
        events.stream().sorted(Comparator.comparingInt(Event::millis)).forEach(event -> {
            if (event.user() == 0) {
                int start = Math.max(0, event.startMillis());
                log.request(List.of(), event.name(), start, event.millis(), event.ok(), event.ok() ? "" : REFUSED);
            } else {
                log.user(0, event.user() > 0, event.millis());
            }
        });
        return log;
    }

    LoadTimeline timeline() {
        return timeline(Optional.empty());
    }

    LoadTimeline timeline(Optional<String> request) {
        LoadTimeline timeline = new LoadTimeline(request, 0);
        events.stream().sorted(Comparator.comparingInt(Event::millis)).forEach(event -> {
            if (event.user() == 0) {
                timeline.request(
                        List.of(),
                        event.name(),
                        Math.max(0, event.startMillis()),
                        event.millis(),
                        event.ok(),
                        event.ok() ? "" : REFUSED);
            } else {
                timeline.user("users", event.user() > 0, event.millis());
            }
        });
        return timeline;
    }
}
