/**
 * The simulations that Gatling runs. They carry out the decisions of {@link io.headroom.clients.RunController} and log the
 * requests; they decide nothing themselves.
 *
 * <p>May import {@code console}, {@code settings}, {@code endpoint}, {@code standin}, {@code html}, {@code report}, {@code report.json},
 * {@code report.text}, {@code verdict}, {@code runlog}, {@code clients}, {@code run}, {@code plan}, {@code simlog},
 * {@code saturation} and {@code load}.
 */
package io.headroom.simulation;
