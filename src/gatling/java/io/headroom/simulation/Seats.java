package io.headroom.simulation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The seats by the users who have them. Seats are numbered such that neighbours run on different event loops, as the first n
 * of them are the n callers of a step.
 *
 * <p>Gatling deals users out to its event loops by turns, in the order of their ids, and each loop then starts all of its own
 * before it does anything else. Numbered in the order in which they start, a few callers would share a single event loop, and
 * the other processors would have nothing to do.
 */
final class Seats {

    private final int client;
    private final int count;
    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    private final Map<Long, Seat> byUser = new ConcurrentHashMap<>();

    /**
     * @param client whose they are, from 1; 0 in a run without clients
     * @param count  how many there are
     */
    Seats(int client, int count) {
        this.client = client;
        this.count = count;
    }

    /** The user's seat; a free one when it has none yet. Safe for use by several threads, each with users of its own. */
    Seat of(long userId) {
        Seat seat = byUser.get(userId);
        if (seat != null) {
            return seat;
        }
        Seat free = new Seat(client, freeNumber(userId));
        byUser.put(userId, free);
        return free;
    }

    /** That of the id, as the ids of one population follow each other; should it be taken, the next that is free. */
    private int freeNumber(long userId) {
        int number = (int) Math.floorMod(userId, (long) count);
        for (int asked = 0; asked < count; asked++) {
            if (taken.add(number)) {
                return number;
            }
            number = (number + 1) % count;
        }
        throw new IllegalStateException("more than " + count + " users");
    }
}
