package io.headroom.export;

import io.headroom.load.Step;
import java.util.Optional;

/**
 * What requests that follow each other in a log have in common.
 *
 * @param client that sent them
 * @param name   of the request
 * @param groups around it, outermost first; empty when there are none
 * @param step   that the outermost names, if it does
 */
record Origin(String client, String name, String groups, Optional<Step> step) {}
