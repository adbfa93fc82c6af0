/**
 * Several injectors that do one run together: a coordinator decides what comes next for all, each injector does its share and says
 * what came of it. They talk in lines of JSON over TCP; no clock but the coordinator's counts, and times between them are told as
 * durations.
 *
 * <p>May import {@code run}, {@code plan}, {@code saturation} and {@code load}.
 */
package io.headroom.clients;
