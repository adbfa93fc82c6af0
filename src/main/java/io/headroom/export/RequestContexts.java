package io.headroom.export;

import io.headroom.load.Step;
import java.util.List;
import java.util.Optional;

/**
 * Creates the contexts of the requests of one log. The last context is kept and returned again while it applies, since nearly always
 * a request has the same context as the one before it.
 */
final class RequestContexts {

    private static final String GROUP_SEPARATOR = " / ";

    private final String clientOfLog;
    private List<String> lastGroups = List.of();
    private String lastName = "";
    private RequestContext last;

    RequestContexts(String clientOfLog) {
        this.clientOfLog = clientOfLog;
        this.last = create(lastGroups, lastName);
    }

    /** Returns the context of a request: the same object as before if groups and name are the same as before. */
    RequestContext of(List<String> groups, String name) {
        if (!groups.equals(lastGroups) || !name.equals(lastName)) {
            lastGroups = groups;
            lastName = name;
            last = create(groups, name);
        }
        return last;
    }

    private RequestContext create(List<String> groups, String name) {
        Optional<Step> step = groups.isEmpty() ? Optional.empty() : Step.parse(groups.get(0));
        return new RequestContext(
                PlainText.of(ClientName.of(groups, clientOfLog)),
                PlainText.of(name),
                PlainText.of(String.join(GROUP_SEPARATOR, groups)),
                step);
    }
}
