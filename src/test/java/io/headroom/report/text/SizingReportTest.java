package io.headroom.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.sizing.Measured;
import io.headroom.sizing.Overheads;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.SizingSettings;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SizingReportTest {

    @Test
    void trafficThatIsSetIsCountedInCopiesOfWhatWasMeasured() {
        assertThat(lineFor(OptionalDouble.of(400)))
                .isEqualTo(
                        "Sizing for 400.0 req/s: 3 copies of what was measured, at 70 % of its capacity; to count pods and"
                                + " nodes, set headroom.sizing.measured-pods.");
        assertThat(lineFor(OptionalDouble.of(100))).startsWith("Sizing for 100.0 req/s: 1 copy of what was measured");
    }

    /** One copy of what was measured takes its own target: that says nothing. */
    @Test
    void trafficOfTheTargetIsNotCountedInCopies() {
        assertThat(lineFor(OptionalDouble.empty()))
                .isEqualTo("Sizing for 168.0 req/s: to count pods and nodes, set headroom.sizing.measured-pods.");
    }

    private static String lineFor(OptionalDouble wanted) {
        SizingSettings settings =
                new SizingSettings(wanted, 0.7, OptionalInt.empty(), 1, 0.5, 4, new Overheads(0.5, 0.2, 3, 1.3));
        Measured measured = new Measured(OptionalDouble.of(240), OptionalDouble.of(50));
        return new SizingReport(Sizing.of(measured, settings)).line();
    }
}
