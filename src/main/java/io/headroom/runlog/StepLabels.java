package io.headroom.runlog;

import io.headroom.load.Step;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Parses labels of steps, each once, since all injectors of a run use the same labels. Safe for use by several threads. */
final class StepLabels {

    /** As many as one log can have steps. */
    private static final int MOST_LABELS = 1 << 10;

    private final Map<String, Step> steps = new ConcurrentHashMap<>();

    /** Returns the step that a label names; empty where the text is no label of ours. */
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
