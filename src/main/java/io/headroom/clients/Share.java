package io.headroom.clients;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import io.headroom.load.Spacing;

/**
 * A client's share of a load, as it is sent: in full precision, which the words of a load are not.
 *
 * @param callers           of a closed load, and of fixed work; 0 of arrivals
 * @param messages          of fixed work; 0 of others
 * @param requestsPerSecond of arrivals; 0 of others
 * @param spacing           of arrivals; null of others
 */
public record Share(int callers, int messages, double requestsPerSecond, Spacing spacing) {

    /** Of a load. */
    public static Share of(Load load) {
        return new Share(
                load.concurrentCallers().orElse(0),
                load.totalMessages().orElse(0),
                load.offeredPerSecond().orElse(0),
                load.arrivalSpacing().orElse(null));
    }

    /** As a load. */
    public Load load() {
        if (spacing != null) {
            return new Arrivals(requestsPerSecond, spacing);
        }
        return messages > 0 ? new Messages(messages, callers) : new Callers(callers);
    }
}
