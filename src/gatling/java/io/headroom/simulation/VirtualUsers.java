package io.headroom.simulation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The virtual users of a client by Gatling's ids. The first n of them are the n callers of a step, so they are numbered such that
 * neighbours run on different event loops.
 *
 * <p>Gatling deals users out to its event loops in turn, in the order of their ids, and each loop starts all of its users before it does
 * anything else. If users were numbered in the order in which they start, a few callers would share one event loop, and the other
 * processors would be idle.
 */
final class VirtualUsers {

    private final int client;
    private final int count;
    private final ConnectionPools connections;
    private final Set<Integer> takenNumbers = ConcurrentHashMap.newKeySet();
    private final Map<Long, VirtualUser> byId = new ConcurrentHashMap<>();

    /**
     * @param client      that they belong to, from 1; 0 in a run without clients
     * @param count       number of users
     * @param connections of the users of all clients of this process
     */
    VirtualUsers(int client, int count, ConnectionPools connections) {
        this.client = client;
        this.count = count;
        this.connections = connections;
    }

    /**
     * Returns the user with that id, and numbers it when it is new. To be called by the thread of the user's event loop; safe for use
     * by several of them.
     *
     * @throws IllegalStateException when there are more users than {@code count}
     */
    VirtualUser of(long userId) {
        VirtualUser known = byId.get(userId);
        if (known != null) {
            return known;
        }
        VirtualUser user = new VirtualUser(client, freeNumber(userId), connections.ofNewUser());
        byId.put(userId, user);
        return user;
    }

    /** Takes the id modulo the count, as the ids of one population are consecutive, or else the next number that is free. */
    private int freeNumber(long userId) {
        int number = (int) Math.floorMod(userId, (long) count);
        for (int tried = 0; tried < count; tried++) {
            if (takenNumbers.add(number)) {
                return number;
            }
            number = (number + 1) % count;
        }
        throw new IllegalStateException("more than " + count + " users");
    }
}
