package io.headroom.html;

import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A timeline in no more slices than a screen can show. What is too fine is added up, never left out.
 *
 * @param startMillis  of the slice, milliseconds after the start of the run
 * @param lengthMillis of it
 * @param counts       all answers that ended in it, by outcome
 */
record ThinTimeline(long startMillis, long lengthMillis, Map<Outcome, Long> counts) {

    private static final int MOST = 600;

    /** All of the run. */
    static List<ThinTimeline> of(List<Timeline.Seconds> seconds) {
        int together = Math.max(1, (seconds.size() + MOST - 1) / MOST);
        List<ThinTimeline> slices = new ArrayList<>();
        for (int from = 0; from < seconds.size(); from += together) {
            slices.add(sum(seconds.subList(from, Math.min(seconds.size(), from + together))));
        }
        return slices;
    }

    private static ThinTimeline sum(List<Timeline.Seconds> parts) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        long length = 0;
        for (Timeline.Seconds part : parts) {
            length += part.lengthMillis();
            part.counts().byOutcome().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
        }
        return new ThinTimeline(parts.get(0).startMillis(), length, counts);
    }

    /** Answers of those kinds a second. */
    double perSecond(Set<Outcome> outcomes) {
        long sum = outcomes.stream()
                .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                .sum();
        return sum * 1000.0 / lengthMillis;
    }
}
