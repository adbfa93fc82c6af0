package io.headroom.load;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The outcome that each HTTP status of an answer stands for: that of {@link Outcome#ofStatus}, unless it is changed.
 *
 * @param changed outcome of each status that is set, also to that of the table: a 424 then counts as it, whatever a model
 *                answered. Statuses from 300 to 599, and outcomes that a status can tell
 */
public record StatusOutcomes(Map<Integer, Outcome> changed) {

    /** Lowest status whose outcome can be changed: a success stays one. */
    public static final int LEAST = 300;

    /** Highest status whose outcome can be changed. */
    public static final int MOST = 599;

    /** The table without a change. */
    public static final StatusOutcomes DEFAULT = new StatusOutcomes(Map.of());

    public StatusOutcomes {
        changed.forEach((status, outcome) -> {
            if (status < LEAST || status > MOST || !outcome.isToldByStatus()) {
                throw new IllegalArgumentException("HTTP " + status + " cannot stand for " + outcome);
            }
        });
        changed = Collections.unmodifiableMap(new TreeMap<>(changed));
    }

    /** Returns the outcome of an answer with this status. */
    public Outcome of(int status) {
        return changed.getOrDefault(status, Outcome.ofStatus(status));
    }

    /**
     * Returns the outcome of an answer that also tells what a model behind the endpoint answered: that of the model's status,
     * unless the outcome of the status that was sent is changed.
     *
     * @param status of the answer
     * @param model  status that the model answered; empty where the answer does not tell it
     */
    public Outcome of(int status, OptionalInt model) {
        return model.isPresent() && !changed.containsKey(status) ? of(model.getAsInt()) : of(status);
    }
}
