/**
 * Describes the scoring endpoint as the injector sees it: URL, key, payloads, what its port speaks,
 * and the hosts that may be put under load.
 *
 * <p>May import {@code console}. The stand-in is measured like any other endpoint.
 */
package io.headroom.endpoint;
