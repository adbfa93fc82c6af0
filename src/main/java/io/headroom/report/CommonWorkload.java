package io.headroom.report;

import io.headroom.run.RunFolder;
import io.headroom.runlog.SeveralRunsException;
import io.headroom.settings.Workload;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the workload that the folders of all injectors of a run agree on. */
final class CommonWorkload {

    private CommonWorkload() {}

    /**
     * Returns the workload; empty if one of the folders does not describe it.
     *
     * @throws SeveralRunsException when two folders describe different workloads, so that they cannot belong to one run
     */
    static Optional<Workload> of(List<RunFolder> folders) throws IOException, UnreadableLogException {
        Optional<Workload> common = Optional.empty();
        Optional<RunFolder> described = Optional.empty();
        boolean everywhere = true;
        for (RunFolder folder : folders) {
            if (described.isPresent() && folder.hasWorkloadOf(described.get())) {
                continue; // the same bytes need not be parsed again
            }
            Optional<Workload> workload = Workload.of(folder);
            if (workload.isPresent()) {
                requireSame(common, workload.get(), folder);
                common = workload;
                described = Optional.of(folder);
            }
            everywhere &= workload.isPresent();
        }
        return everywhere ? common : Optional.empty();
    }

    private static void requireSame(Optional<Workload> common, Workload workload, RunFolder folder)
            throws SeveralRunsException {
        boolean same = common.map(Workload::fingerprint)
                .map(workload.fingerprint()::equals)
                .orElse(true);
        if (!same) {
            throw new SeveralRunsException(folder.path() + " was made with another workload than the others");
        }
    }
}
