/**
 * Contains the built-in scoring service, which is measured when no endpoint is configured, and serves to practise on. Its true
 * capacity is known: {@code pods × concurrency ÷ latency}.
 *
 * <p>Must not import any other Headroom package: a measurement sees the service over HTTP only.
 */
package io.headroom.standin;
