package io.headroom.cli;

import io.headroom.export.Export;
import io.headroom.export.ExportException;
import io.headroom.export.ExportFormat;
import io.headroom.export.RunRecords;
import io.headroom.run.RefusedFileException;
import io.headroom.run.RunFolder;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.SeveralRunsException;
import io.headroom.simlog.UnreadableLogException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports every request of a run as a row, for SQL. */
@Command(
        name = "export",
        description = {
            "Writes every request of a run as a row: run, client, sequence, time, latency, state, error, step, name, groups."
                    + " FILE is CSV, or a .duckdb file: a database that needs no server, with the views messages_received,"
                    + " errors_by_client, latency_over_time, client_totals and success_rate.",
            "Every request is a row: also the smoke call, readiness probes, and requests that were sent while a step"
                    + " settled. The views count scoring requests only."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description =
                    "A run's folder, or its log. For a run of several injectors: all of their folders or logs, or a folder"
                            + " that holds them.")
    private List<Path> runs;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description =
                    "The file to write, which is replaced if it is such a file; its name ends with .csv or .duckdb. - prints CSV.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        PrintWriter err = spec.commandLine().getErr();
        ProgressLines reading = new ProgressLines(err);
        ProgressLines writing = new ProgressLines(err, "writing");
        RunRecords records = write(reading, writing);
        records.missing()
                .forEach(missing -> err.println("WARNING: " + missing.description() + "; what is there is exported"));
        records.unreliableClocks().forEach(clock -> err.println("WARNING: " + clock.description()));
        records.incomplete().forEach(missing -> err.println(missing + "; what came before is exported"));
        err.flush();
        if (!isStandardOutput()) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(Locale.ROOT, "%d requests are in %s%n", records.requests(), file);
            out.flush();
        }
        return ExitStatus.ANSWERED.code();
    }

    private RunRecords write(ReadingProgress reading, ReadingProgress writing) throws UserError {
        try {
            if (isStandardOutput()) {
                return Export.toStream(injectors(), new FileOutputStream(FileDescriptor.out), reading, writing);
            }
            ExportFormat format = ExportFormat.of(file)
                    .orElseThrow(() -> new UserError(
                            ExitStatus.USAGE,
                            "--to " + file + ": expected a file that ends with " + ExportFormat.extensions()
                                    + ", or - for CSV on standard output"));
            return Export.toFile(injectors(), file, format, reading, writing);
        } catch (RefusedFileException e) {
            throw new UserError(ExitStatus.USAGE, "--to " + file + " cannot be written: " + e.getMessage());
        } catch (ExportException e) {
            throw new UserError(
                    StandardOutput.unwritten(e.getMessage()), "--to " + file + " cannot be written: " + e.getMessage());
        } catch (SeveralRunsException e) {
            throw Runs.severalRuns(runs, e);
        } catch (IOException | UnreadableLogException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    private boolean isStandardOutput() {
        return file.toString().equals(STANDARD_OUTPUT);
    }

    private List<InjectorFiles> injectors() throws UserError, IOException {
        List<InjectorFiles> injectors = new ArrayList<>();
        for (RunFolder folder : Runs.distinct(runs)) {
            injectors.add(InjectorFiles.of(folder));
        }
        return injectors;
    }
}
