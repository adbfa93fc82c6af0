package io.headroom.cli;

import io.headroom.endpoint.ApiKey;
import io.headroom.settings.Settings;
import io.headroom.standin.StandIn;
import io.headroom.standin.Tally;
import java.net.URI;
import java.util.Optional;

/**
 * Holds the stand-in that all clients measure, if no endpoint is configured.
 *
 * @param standIn the service; empty if an endpoint is configured
 */
record StandInOrNone(Optional<StandIn> standIn) implements AutoCloseable {

    static StandInOrNone start(Settings settings, ApiKey key) throws InterruptedException {
        return new StandInOrNone(
                settings.endpoint().url().isPresent()
                        ? Optional.empty()
                        : Optional.of(StandIn.start(settings.standIn(), Optional.of(key.authorization()))));
    }

    Optional<URI> url() {
        return standIn.map(StandIn::url);
    }

    /** Returns the counts of what it has answered so far. */
    Optional<Tally> tally() {
        return standIn.map(StandIn::tally);
    }

    @Override
    public void close() {
        standIn.ifPresent(StandIn::close);
    }
}
