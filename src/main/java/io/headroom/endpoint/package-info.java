/**
 * The scoring endpoint as the injector sees it: address, key, payloads, and which hosts may be put under load.
 *
 * <p>May import no other package. The stand-in is a black box to it, as any other endpoint is.
 */
package io.headroom.endpoint;
