package io.headroom.simulation;

import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.run.Checksum;
import io.headroom.run.Json;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Seals the log when it is closed: {@code seal.json}. */
final class SealWriter implements RunWriter {

    private record RunEnd(Progress progress, EndMark mark) {}

    private final RunPart part;
    private Optional<RunEnd> ended = Optional.empty();

    /** @param part the clients that this process hosts */
    SealWriter(RunPart part) {
        this.part = part;
    }

    @Override
    public void runEnded(Progress progress, EndMark end) {
        ended = Optional.of(new RunEnd(progress, end));
    }

    @Override
    public void write(RunFolder folder) throws IOException {
        if (ended.isPresent()) {
            Progress progress = ended.get().progress();
            Seal seal = new Seal(
                    part,
                    progress.sent(),
                    progress.answered(),
                    Files.size(folder.log()),
                    Checksum.of(folder.log()),
                    System.currentTimeMillis(),
                    ended.get().mark().word());
            var unused = folder.writeOutput(Seal.NAME, Json.bytes(seal), Seal.MARK);
        }
    }
}
