package io.headroom.endtoend.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Damages the files beside the logs, and those that users write: {@code injector.jsonl}, {@code workload.json}, {@code client.json},
 * {@code seal.json}, heartbeats, collected and compressed logs, baselines, {@code history.tsv}, {@code last-run.txt}, settings, keys
 * and payloads. Each is read by all calls that read it. Everything else is as in {@link LogAttackIT}.
 */
@Isolated("it fills the machine")
class FileAttackIT {

    private static final int FEW = 200;
    private static final int ALL = 1_300;

    @Test
    void damagedFilesAreJudgedOrRefused() throws Exception {
        assertThat(AttackRun.faults("files", FEW, ALL)).isEmpty();
    }
}
