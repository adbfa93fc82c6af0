/**
 * Reads Gatling's {@code simulation.log}, from which every figure is computed.
 *
 * <p>{@link io.headroom.simlog.SimulationLog} is the way in; a {@link io.headroom.simlog.LogListener} receives the records. The formats are
 * described at their readers, {@code BinaryLogReader} and {@code TextLogReader}; {@link io.headroom.simlog.LogState} says whether a log is
 * complete, truncated or damaged. {@code OtherFile} says what a file is that is no log.
 *
 * <p>May import no other package. Does I/O, but judges nothing.
 */
package io.headroom.simlog;
