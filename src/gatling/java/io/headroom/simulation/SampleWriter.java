package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what the injector noticed about itself during each step: {@code injector.jsonl}. */
final class SampleWriter implements RunWriter {

    private final Map<String, InjectorSample> unwritten = new LinkedHashMap<>();

    @Override
    public void stepClosed(String step, InjectorSample sample) {
        unwritten.put(step, sample);
    }

    @Override
    public void write(RunFolder folder) throws IOException {
        while (!unwritten.isEmpty()) {
            Map.Entry<String, InjectorSample> next =
                    unwritten.entrySet().iterator().next();
            folder.append(next.getKey(), next.getValue());
            unwritten.remove(next.getKey());
        }
    }
}
