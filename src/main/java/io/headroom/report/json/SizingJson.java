package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.report.Figures;
import io.headroom.sizing.Fleet;
import io.headroom.sizing.Sizing;
import java.util.List;
import java.util.Optional;

/** Pods and nodes in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SizingJson(
        double wantedPerSecond, double fraction, FleetPart fullyBusy, FleetPart byLatency, FleetPart byCapacity) {

    record FleetPart(long pods, long nodes, List<String> arithmetic) {
        static FleetPart of(Optional<Fleet> fleet) {
            return fleet.map(found -> new FleetPart(found.pods(), found.nodes(), found.arithmetic()))
                    .orElse(null);
        }
    }

    public static SizingJson of(Sizing sizing) {
        return new SizingJson(
                Figures.rounded(sizing.wantedPerSecond()),
                sizing.settings().fraction(),
                FleetPart.of(sizing.fullyBusy()),
                FleetPart.of(sizing.byLatency()),
                FleetPart.of(sizing.byCapacity()));
    }
}
