package io.headroom.runlog;

import io.headroom.load.Step;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The steps that labels name. All injectors of a run have the same: each is read once. Safe for several threads. */
final class StepLabels {

    /** As many as the steps of one log that count. */
    private static final int MOST_LABELS = 1 << 10;

    private final Map<String, Step> steps = new ConcurrentHashMap<>();

    /** Nothing where the text is no label of ours. */
    Optional<Step> step(String label) {
        Step known = steps.get(label);
        return known == null ? parse(label) : Optional.of(known);
    }

    private Optional<Step> parse(String label) {
        Optional<Step> step = Step.parse(label);
        if (step.isEmpty() || steps.size() >= MOST_LABELS) {
            return step;
        }
        Step first = steps.putIfAbsent(label, step.get());
        return first == null ? step : Optional.of(first);
    }
}
