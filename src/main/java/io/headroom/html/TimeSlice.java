package io.headroom.html;

import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A slice of the timeline of a run.
 *
 * @param startMillis  start of the slice, milliseconds after the start of the run
 * @param lengthMillis length of the slice, in milliseconds
 * @param counts       number of answers that came in the slice, by outcome
 */
record TimeSlice(long startMillis, long lengthMillis, Map<Outcome, Long> counts) {

    private static final int MOST_SLICES = 600;

    /** Returns the timeline in no more slices than a screen can show. Seconds are added up where there are more. */
    static List<TimeSlice> downsampled(List<Timeline.Seconds> seconds) {
        int perSlice = Math.max(1, (seconds.size() + MOST_SLICES - 1) / MOST_SLICES);
        List<TimeSlice> slices = new ArrayList<>();
        for (int from = 0; from < seconds.size(); from += perSlice) {
            slices.add(sum(seconds.subList(from, Math.min(seconds.size(), from + perSlice))));
        }
        return slices;
    }

    private static TimeSlice sum(List<Timeline.Seconds> parts) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        long length = 0;
        for (Timeline.Seconds part : parts) {
            length += part.lengthMillis();
            part.counts().byOutcome().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
        }
        return new TimeSlice(parts.get(0).startMillis(), length, counts);
    }

    /** Returns the answers per second that have one of the given outcomes. */
    double perSecond(Set<Outcome> outcomes) {
        long sum = outcomes.stream()
                .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                .sum();
        return sum * 1000.0 / lengthMillis;
    }
}
