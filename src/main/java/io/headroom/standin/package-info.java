/**
 * The built-in scoring service used when no endpoint is configured, and to practise on. Its true capacity is known:
 * {@code pods × concurrency ÷ latency}.
 *
 * <p>May import no other package. What it does is found out over HTTP only.
 */
package io.headroom.standin;
