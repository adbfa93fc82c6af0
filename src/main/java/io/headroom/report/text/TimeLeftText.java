package io.headroom.report.text;

import io.headroom.plan.TimeLeft;
import java.time.Duration;
import java.util.Optional;

/**
 * Words for the time that is left.
 *
 * @param left   how long the rest of the run takes
 * @param longer whether it can take longer than was said before
 */
public record TimeLeftText(TimeLeft left, boolean longer) {

    /** Returns the words for the time left now; empty if it is not known. */
    public static Optional<TimeLeftText> of(Optional<TimeLeft> before, Optional<TimeLeft> now) {
        return now.map(left -> new TimeLeftText(
                left,
                before.filter(earlier -> left.atMost().compareTo(earlier.atMost()) > 0)
                        .isPresent()));
    }

    /** Returns e.g. {@code about 1 min 50 s left, at most 8 min 20 s, if rounds agree}. */
    String description() {
        return "about " + description(left.typical()) + " left, at most " + description(left.atMost())
                + ", if rounds agree"
                + (longer
                        ? " (more than before: the service got slower or refuses elsewhere, or a step is repeated)"
                        : "");
    }

    private static String description(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
