package io.headroom.simulation;

import io.headroom.endpoint.ConnectionUse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The connections of all virtual users: one pool for each event loop, or one for each user. Safe for use by several threads. */
final class ConnectionPools {

    private final ConnectionUse use;
    private final List<ConnectionPool> pools = new CopyOnWriteArrayList<>();
    private final ThreadLocal<ConnectionPool> poolOfThread = ThreadLocal.withInitial(this::newPool);

    ConnectionPools(ConnectionUse use) {
        this.use = use;
    }

    /** Returns the pool of a new user. The calling thread must be that of the user's event loop. */
    ConnectionPool ofNewUser() {
        return use == ConnectionUse.SHARED ? poolOfThread.get() : newPool();
    }

    private synchronized ConnectionPool newPool() {
        ConnectionPool pool = new ConnectionPool(use == ConnectionUse.SHARED ? pools.size() : 0);
        pools.add(pool);
        return pool;
    }

    /** Returns how many connections are open. */
    int open(long nowMillis) {
        return pools.stream().mapToInt(pool -> pool.open(nowMillis)).sum();
    }
}
