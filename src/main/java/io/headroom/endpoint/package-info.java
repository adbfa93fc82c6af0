/**
 * The scoring endpoint as the injector sees it: address, key, payloads, and which hosts may be put under load.
 *
 * <p>Must not import any other Headroom package; above all not {@code standin}, which is an honest black box.
 */
package io.headroom.endpoint;
