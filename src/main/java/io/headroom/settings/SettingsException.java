package io.headroom.settings;

import io.headroom.console.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when settings cannot be used. The message lists every problem on a line of its own. */
public final class SettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    public SettingsException(List<String> problems) {
        super(problems.stream()
                .map(problem -> "  - " + VisibleText.line(problem))
                .collect(Collectors.joining("\n", "These settings cannot be used:\n", "")));
    }
}
