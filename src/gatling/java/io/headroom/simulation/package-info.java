/**
 * The simulations that Gatling runs. They carry out what the plan says and log it; they decide nothing.
 *
 * <p>May import {@code settings}, {@code endpoint}, {@code standin}, {@code html}, {@code report}, {@code verdict},
 * {@code runlog}, {@code clients}, {@code run}, {@code plan}, {@code simlog}, {@code saturation} and {@code load}.
 */
package io.headroom.simulation;
