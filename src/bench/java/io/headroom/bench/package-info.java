/**
 * Benchmarks, which run whole processes side by side and compare them as ratios. Built by {@code mvn -Pbench package} only, and never
 * part of a test.
 */
package io.headroom.bench;
