/**
 * Reads a run: merges the logs of its injectors, rebuilds the steps, and finds out what is missing.
 *
 * <p>{@link io.headroom.runlog.RunLogReader} is the way in. It reads a run in this order:
 *
 * <ol>
 *   <li>{@code RunInjectors} reads the headers, checks that all logs are of one run ({@code SameRunCheck}) and corrects the clocks
 *       ({@code ClockCorrection}).
 *   <li>{@code ParallelLogReader} reads each log into an {@code InjectorLog}. {@code InjectorLogListener} hears the records: it counts
 *       requests in batches ({@code OpenBatches}, {@code RequestBatch}), by step ({@code StepTracks}) and by client ({@code
 *       InjectorClients}).
 *   <li>{@code RunMerger} adds the logs up ({@code MergedSteps}) and compares them with their seals, heartbeats and clocks ({@code
 *       CompletenessCheck}).
 *   <li>{@code RunLog} is the result, with {@code RunCompleteness} for a run of several clients.
 * </ol>
 *
 * <p>May import {@code run}, {@code plan}, {@code simlog}, {@code endpoint} and {@code load}. Reads files and starts threads; judges
 * nothing.
 */
package io.headroom.runlog;
