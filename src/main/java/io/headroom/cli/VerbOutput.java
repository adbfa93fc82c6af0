package io.headroom.cli;

import io.headroom.report.json.JsonDocuments;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the result of a verb, as JSON or as text. */
final class VerbOutput {

    private VerbOutput() {}

    /**
     * Prints one of the two on standard output.
     *
     * @param json     whether to print the document instead of the lines
     * @param document creates the document, in UTF-8
     */
    static void print(CommandSpec spec, boolean json, Supplier<byte[]> document, List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonDocuments.print(document.get(), out);
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
