/**
 * Describes the scoring endpoint as the injector sees it: URL, key, payloads, and the hosts that may be put under load.
 *
 * <p>Must not import any other Headroom package, above all not {@code standin}: the stand-in is measured like any other endpoint.
 */
package io.headroom.endpoint;
