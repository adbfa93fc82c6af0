package io.headroom.export;

import io.headroom.run.IoReason;
import io.headroom.run.OutputPlace;
import io.headroom.run.RefusedFileException;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Exports every request of a run. The logs are read twice: the first pass finds what must be known before the first row can be
 * written, the second pass writes the rows.
 */
public final class Export {

    private Export() {}

    /**
     * Writes every request of a run into a file. If this fails, a file that was there before is left as it was. A device or a pipe is
     * written to.
     *
     * @param injectors all injectors of the run
     * @param scanning  receives the progress of the first pass, log by log
     * @param writing   receives the progress of the second pass, log by log
     * @return what was written
     * @throws RefusedFileException   if such a file must not be written there
     * @throws IOException            if a log cannot be read
     * @throws UnreadableLogException if a file is not a log, or the logs are not of one run
     * @throws ExportException        if the file cannot be written
     */
    public static RunRecords toFile(
            List<InjectorFiles> injectors,
            Path file,
            ExportFormat format,
            ReadingProgress scanning,
            ReadingProgress writing)
            throws IOException, UnreadableLogException, ExportException {
        format.requireUsable(file);
        OutputPlace place = OutputPlace.of(file, format.mark());
        if (!place.isReplaced()) {
            format.requireStreamable();
            try (OutputStream out = opened(place)) {
                return toStream(injectors, out, scanning, writing);
            }
        }
        try (UnfinishedFile unfinished = UnfinishedFile.of(place.path())) {
            RunRecords records = RunRecords.scan(injectors, scanning);
            format.write(records, unfinished, writing);
            unfinished.finish();
            return records;
        }
    }

    private static OutputStream opened(OutputPlace place) throws ExportException {
        try {
            return place.open();
        } catch (IOException e) {
            throw new ExportException(IoReason.of(e), e);
        }
    }

    /**
     * Prints every request of a run as CSV, with escapes for what would command a terminal or a pipeline.
     *
     * @param injectors all injectors of the run
     * @param scanning  receives the progress of the first pass, log by log
     * @param writing   receives the progress of the second pass, log by log
     * @return what was written
     * @throws IOException            if a log cannot be read
     * @throws UnreadableLogException if a file is not a log, or the logs are not of one run
     * @throws ExportException        if the stream cannot be written
     */
    public static RunRecords toStream(
            List<InjectorFiles> injectors, OutputStream out, ReadingProgress scanning, ReadingProgress writing)
            throws IOException, UnreadableLogException, ExportException {
        RunRecords records = RunRecords.scan(injectors, scanning);
        CsvRequests.print(records, out, writing);
        return records;
    }
}
