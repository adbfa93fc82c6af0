package io.headroom.runlog;

import io.headroom.load.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches that requests of one log are being added to, one for each name and groups: requests of several clients of one injector
 * alternate in its log. An injector with one client, or none, needs only one batch, since one phase of a step follows another.
 */
final class OpenBatches {

    /** A batch takes 300 KB. With more clients than this in one process, reading takes longer. */
    private static final int MOST_BATCHES = 24;

    private final Timeline timeline;
    private final int most;
    private final List<RequestBatch> batches = new ArrayList<>();
    private int next;

    /** @param clients number of clients that the injector hosts */
    OpenBatches(Timeline timeline, int clients) {
        this.timeline = timeline;
        this.most = clients < 2
                ? 1
                : Math.min(MOST_BATCHES, clients + 2); // some clients end a phase while others begin one
        batches.add(new RequestBatch(timeline));
    }

    RequestBatch first() {
        return batches.get(0);
    }

    /** Returns the batch for requests of this name in these groups; null when none is open. */
    RequestBatch find(List<String> groups, String name) {
        for (int i = 0; i < batches.size(); i++) {
            if (batches.get(i).isFor(groups, name)) {
                return batches.get(i);
            }
        }
        return null;
    }

    /** Flushes a batch and returns it, to be used for other requests. Adds one while there are fewer than allowed. */
    RequestBatch flushed() {
        if (batches.size() < most) {
            batches.add(new RequestBatch(timeline));
        }
        next = (next + 1) % batches.size();
        RequestBatch batch = batches.get(next);
        batch.flush();
        return batch;
    }

    void flush() {
        for (int i = 0; i < batches.size(); i++) {
            batches.get(i).flush();
        }
    }
}
