/**
 * The simulations that Gatling runs. They carry out the decisions of {@link io.headroom.clients.RunController} and log the requests;
 * they decide nothing themselves.
 *
 * <p>May import everything but {@code cli} and the inner parts of the post-processor.
 */
package io.headroom.simulation;
