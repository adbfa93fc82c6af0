/**
 * All settings: read from {@code conf/headroom.conf}, system properties and the environment, checked at once, and handed
 * on as the records of the packages they belong to.
 *
 * <p>May import {@code endpoint}, {@code standin}, {@code run}, {@code gate}, {@code plan}, {@code sizing},
 * {@code saturation} and {@code load}.
 */
package io.headroom.settings;
