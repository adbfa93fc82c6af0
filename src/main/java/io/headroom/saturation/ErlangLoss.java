package io.headroom.saturation;

/**
 * The share of refused requests of a service that works on c requests at a time and lets none wait (A. K. Erlang, 1917;
 * L. Kleinrock, Queueing Systems I, 1975, 3.5). Arrivals are random; the times of service may be any. With a load ρ of what it
 * can serve, {@code a = ρ·c} requests would be in service on average if none were refused, and it refuses the share
 *
 * <pre>{@code B(c, a) = (a^c ÷ c!) ÷ (1 + a + a² ÷ 2 + … + a^c ÷ c!)}</pre>
 *
 * <p>Of all services whose refusals come by chance and are 1 % at some load far below the capacity, it is one whose
 * refusals fall fastest below that load: there is no queue that would be full now and then.
 *
 * @param servers c; between whole numbers the logarithm of the share is interpolated; at least 1
 */
record ErlangLoss(double servers) {

    /** More servers refuse next to nothing at any load that can be told from the capacity. */
    private static final double MOST_SERVERS = 1000;

    private static final int BISECTIONS = 40;

    /** Returns the service that refuses this share at this load; both are between 0 and 1. */
    static ErlangLoss refusing(double share, double load) {
        double low = 1;
        double high = MOST_SERVERS;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (new ErlangLoss(middle).refused(load) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new ErlangLoss(low);
    }

    /** Returns the share that is refused at a load above 0. */
    double refused(double load) {
        int below = (int) servers;
        double part = servers - below;
        return Math.pow(refused(below, load), 1 - part) * Math.pow(refused(below + 1, load), part);
    }

    /** Computes {@code B(n, a)} from {@code B(n − 1, a)}: {@code a·B ÷ (n + a·B)}, with {@code B(0, a) = 1}. */
    private static double refused(int servers, double load) {
        double offered = load * servers;
        double share = 1;
        for (int n = 1; n <= servers; n++) {
            share = offered * share / (n + offered * share);
        }
        return share;
    }
}
