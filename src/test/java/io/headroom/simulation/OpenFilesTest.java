package io.headroom.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

    private static final long EVERY = OpenFiles.COUNTED_EVERY.toNanos();

    private long now = 7;
    private double share = 0.5;
    private int counted;
    private final OpenFiles files = new OpenFiles(() -> now, this::count);

    private double count() {
        counted++;
        return share;
    }

    @Test
    void filesAreCountedOnceAPeriodHoweverOftenIsAsked() {
        for (int i = 0; i < 10_000; i++) {
            now += EVERY / 1000;
            files.areShort();
        }
        assertEquals(9, counted, "in ten periods, the first of them without a count");
    }

    @Test
    void countIsValidUntilTheNext() {
        share = 0.91;
        assertFalse(files.areShort(), "not counted yet");
        now += EVERY + 1;
        assertTrue(files.areShort());
        share = 0.89;
        assertTrue(files.areShort(), "not counted again yet");
        now += EVERY + 1;
        assertFalse(files.areShort());
    }
}
