package io.headroom.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** What a verb prints: a document for programs, or lines for people. */
final class VerbOutput {

    private VerbOutput() {}

    /** Prints one of the two on the verb's standard output. */
    static void print(CommandSpec spec, boolean json, Supplier<byte[]> document, List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(document.get(), StandardCharsets.UTF_8));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
