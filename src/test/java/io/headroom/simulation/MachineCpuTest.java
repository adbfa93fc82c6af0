package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MachineCpuTest {

    /** user nice system idle iowait irq softirq steal guest guest_nice; the first line is the sum of all CPUs. */
    private static final String STAT = """
            cpu  1500 20 330 8800 150 10 20 70 500 0
            cpu0 1000 10 200 700 40 5 15 30 500 0
            cpu1 400 5 100 4000 100 5 5 20 0 0
            cpu10 100 5 30 4100 10 0 0 20 0 0
            intr 123 4 5
            ctxt 99
            """;

    /** CPU 0: 2000 ticks, of which 740 idle or waiting for a disk. CPU 1: 4635, of which 4100. */
    @Test
    void addsUpTheCpusThatTheProcessMayRunOn() {
        assertThat(MachineCpu.of(STAT, MachineCpu.cpus("0"))).contains(new MachineCpu(1260, 2000));
        assertThat(MachineCpu.of(STAT, MachineCpu.cpus("0-1"))).contains(new MachineCpu(1260 + 535, 2000 + 4635));
        assertThat(MachineCpu.of(STAT, MachineCpu.cpus("0,10"))).contains(new MachineCpu(1260 + 155, 2000 + 4265));
    }

    @Test
    void saysNothingWithoutThem() {
        assertThat(MachineCpu.of(STAT, MachineCpu.cpus("2"))).isEqualTo(Optional.empty());
        assertThat(MachineCpu.of("", MachineCpu.cpus("0"))).isEqualTo(Optional.empty());
    }

    @Test
    void readsListsOfCpus() {
        assertThat(MachineCpu.cpus("\t0-3,8\n")).hasToString("{0, 1, 2, 3, 8}");
    }

    /** 90 of 100 ticks. */
    @Test
    void theShareIsThatOfTheTimeSince() {
        assertThat(new MachineCpu(1090, 2100).shareSince(new MachineCpu(1000, 2000)))
                .isEqualTo(OptionalDouble.of(0.9));
        assertThat(new MachineCpu(1000, 2000).shareSince(new MachineCpu(1000, 2000)))
                .isEqualTo(OptionalDouble.empty());
    }
}
