/**
 * Contains the built-in scoring service, which is measured when no endpoint is configured, and serves to practise on. Its true
 * capacity is known: {@code pods × concurrency ÷ latency} where all pods are alike.
 *
 * <p>May import no other package. A measurement sees the service over HTTP only.
 */
package io.headroom.standin;
