package io.headroom.simulation;

import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.util.Optional;

/** Writes how far the run has got, on every tick. */
final class HeartbeatWriter implements RunWriter {

    private Optional<Heartbeat.Pulse> pulse = Optional.empty();

    @Override
    public void ticked(Progress progress) {
        pulse.ifPresent(open -> open.beat(
                new Heartbeat(System.currentTimeMillis(), progress.sent(), progress.answered(), progress.step())));
    }

    @Override
    public void write(RunFolder folder) throws IOException {
        if (pulse.isEmpty()) {
            pulse = Optional.of(Heartbeat.begin(folder.heartbeat()));
        }
    }
}
