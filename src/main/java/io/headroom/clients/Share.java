package io.headroom.clients;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.headroom.load.Load;
import io.headroom.load.Spacing;
import java.util.Optional;

/**
 * An injector's share of a load in a {@link Message}: a JSON object whose property {@code load} names its kind. A rate is sent in full
 * precision, unlike in the label of a step.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "load")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Share.OfCallers.class, name = "callers"),
    @JsonSubTypes.Type(value = Share.OfMessages.class, name = "messages"),
    @JsonSubTypes.Type(value = Share.OfArrivals.class, name = "arrivals"),
    @JsonSubTypes.Type(value = Share.Nothing.class, name = "nothing")
})
public sealed interface Share {

    /** A closed load. */
    record OfCallers(int callers) implements Share {
        public OfCallers {
            WireRange.within("callers", callers, 1, WireRange.MOST);
        }

        @Override
        public Optional<Load> asLoad() {
            return Optional.of(new Load.Callers(callers));
        }
    }

    /** Fixed work. */
    record OfMessages(int messages, int callers) implements Share {
        public OfMessages {
            WireRange.within("messages", messages, 1, WireRange.MOST);
            WireRange.within("callers", callers, 1, WireRange.MOST);
        }

        @Override
        public Optional<Load> asLoad() {
            return Optional.of(new Load.Messages(messages, callers));
        }
    }

    /** An open load. */
    record OfArrivals(double requestsPerSecond, Spacing spacing) implements Share {
        public OfArrivals {
            WireRange.within("requestsPerSecond", requestsPerSecond, Double.MIN_VALUE, WireRange.HIGHEST_RATE);
        }

        @Override
        public Optional<Load> asLoad() {
            return Optional.of(new Load.Arrivals(requestsPerSecond, spacing));
        }
    }

    /** No load: the step has fewer callers than there are injectors. */
    record Nothing() implements Share {
        @Override
        public Optional<Load> asLoad() {
            return Optional.empty();
        }
    }

    /** Returns the share as a load; empty when it is nothing. */
    Optional<Load> asLoad();

    /** Returns a load as a share. */
    static Share of(Optional<Load> load) {
        return load.map(Share::of).orElseGet(Nothing::new);
    }

    private static Share of(Load load) {
        Optional<Share> arrivals = load.arrivalSpacing()
                .map(spacing -> new OfArrivals(load.offeredPerSecond().orElseThrow(), spacing));
        return arrivals.orElseGet(() -> ofCallers(load, load.concurrentCallers().orElseThrow()));
    }

    private static Share ofCallers(Load load, int callers) {
        return load.totalMessages().isPresent()
                ? new OfMessages(load.totalMessages().getAsInt(), callers)
                : new OfCallers(callers);
    }
}
