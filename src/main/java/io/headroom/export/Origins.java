package io.headroom.export;

import io.headroom.load.Step;
import java.util.List;
import java.util.Optional;

/** Where the requests of one log come from. Nearly always it is where the one before came from, which is remembered. */
final class Origins {

    private static final String BETWEEN_GROUPS = " / ";

    private final String clientOfLog;
    private List<String> groups = List.of();
    private String name = "";
    private Origin last;

    Origins(String clientOfLog) {
        this.clientOfLog = clientOfLog;
        this.last = origin(groups, name);
    }

    Origin of(List<String> ofGroups, String ofName) {
        if (!ofGroups.equals(groups) || !ofName.equals(name)) {
            groups = ofGroups;
            name = ofName;
            last = origin(ofGroups, ofName);
        }
        return last;
    }

    private Origin origin(List<String> ofGroups, String ofName) {
        Optional<Step> step = ofGroups.isEmpty() ? Optional.empty() : Step.parse(ofGroups.get(0));
        return new Origin(
                PlainText.of(ClientName.of(ofGroups, clientOfLog)),
                PlainText.of(ofName),
                PlainText.of(String.join(BETWEEN_GROUPS, ofGroups)),
                step);
    }
}
