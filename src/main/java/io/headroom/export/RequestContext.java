package io.headroom.export;

import io.headroom.load.Step;
import java.util.Optional;

/**
 * The columns that are usually the same for many requests in a row.
 *
 * @param client the client that sent the request
 * @param name   name of the request
 * @param groups the groups around the request, outermost first; empty if there are none
 * @param step   the step that the outermost group names; empty outside of steps
 */
record RequestContext(String client, String name, String groups, Optional<Step> step) {}
