package io.headroom.report.json;

import io.headroom.load.Fairness;
import io.headroom.report.Figures;
import java.util.List;

/** How evenly the clients were served, in {@code headroom.json}. */
record FairnessJson(double jainIndex, List<Integer> starved) {

    static FairnessJson of(Fairness fairness) {
        return new FairnessJson(Figures.rounded(fairness.index()), fairness.starved());
    }
}
