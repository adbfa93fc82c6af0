/**
 * Benchmarks: whole processes side by side in one run, compared as ratios. Built by {@code mvn -Pbench package} only, and
 * never part of a test.
 */
package io.headroom.bench;
