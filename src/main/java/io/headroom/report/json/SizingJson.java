package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.report.Figures;
import io.headroom.sizing.Fleet;
import io.headroom.sizing.Sizing;
import java.util.List;
import java.util.Optional;

/** Pods and nodes in {@code headroom.json}, counted in up to three ways. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SizingJson(
        double wantedPerSecond, double fraction, FleetJson fullyBusy, FleetJson byLatency, FleetJson byCapacity) {

    /** Pods and nodes counted in one way, with the arithmetic as one line for each formula. */
    record FleetJson(long pods, long nodes, List<String> arithmetic) {
        static FleetJson of(Optional<Fleet> fleet) {
            return fleet.map(found -> new FleetJson(found.pods(), found.nodes(), found.arithmetic()))
                    .orElse(null);
        }
    }

    public static SizingJson of(Sizing sizing) {
        return new SizingJson(
                Figures.rounded(sizing.wantedPerSecond()),
                sizing.settings().fraction(),
                FleetJson.of(sizing.fullyBusy()),
                FleetJson.of(sizing.byLatency()),
                FleetJson.of(sizing.byCapacity()));
    }
}
