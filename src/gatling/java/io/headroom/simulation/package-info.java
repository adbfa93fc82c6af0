/**
 * The simulations that Gatling runs. They carry out what the plan says and log it; they decide nothing.
 *
 * <p>May import everything but {@code cli} and the inner parts of the post-processor.
 */
package io.headroom.simulation;
