package io.headroom.export;

import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Logs → survey → rows → a file, or a stream. */
public final class Export {

    private Export() {}

    /**
     * Writes every request of a run into a file, which is there whole or not at all.
     *
     * @param injectors of the run, all of them
     * @param surveying told how far the first reading of each is
     * @param writing   told how far the second is
     * @return what was written
     * @throws IOException            when a log cannot be read
     * @throws UnreadableLogException when a log is none, or they are not of one run
     * @throws ExportException        when the file cannot be written
     */
    public static RunRecords toFile(
            List<InjectorFiles> injectors,
            Path file,
            ExportFormat format,
            ReadingProgress surveying,
            ReadingProgress writing)
            throws IOException, UnreadableLogException, ExportException {
        format.requireUsable(file);
        try (UnfinishedFile unfinished = UnfinishedFile.of(file)) {
            RunRecords records = RunRecords.survey(injectors, surveying);
            format.write(records, unfinished, writing);
            unfinished.finish();
            return records;
        }
    }

    /** Writes every request of a run as CSV into a stream, in the same way. */
    public static RunRecords toStream(
            List<InjectorFiles> injectors, OutputStream out, ReadingProgress surveying, ReadingProgress writing)
            throws IOException, UnreadableLogException, ExportException {
        RunRecords records = RunRecords.survey(injectors, surveying);
        CsvRequests.write(records, out, writing, () -> false);
        return records;
    }
}
