/**
 * Controls a run by one injector or several. {@link io.headroom.clients.RunController} decides what a run does next. With several
 * injectors, a coordinator holds the controller, and each injector runs its share of every step and reports what it measured. They
 * exchange lines of JSON over TCP ({@link io.headroom.clients.Message}). Starts of steps are sent as durations from now, so that they
 * depend on no machine's clock.
 *
 * <p>May import {@code console}, {@code run}, {@code plan}, {@code saturation} and {@code load}.
 */
package io.headroom.clients;
