package io.headroom.runlog;

import java.nio.file.Path;

/**
 * The time that a log covers, in milliseconds after the start of the run, by the clock that all injectors share.
 *
 * @param file       the log
 * @param fromMillis start of the injector
 * @param toMillis   time of the last record
 */
record LogSpan(Path file, long fromMillis, long toMillis) {}
