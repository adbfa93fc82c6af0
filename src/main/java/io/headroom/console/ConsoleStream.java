package io.headroom.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A console in UTF-8 to which text from outside can be printed, also by libraries. {@code println} of a text prints one line, whatever
 * it holds. Libraries print objects and bytes, of several lines. Texts are printed as a whole, and single bytes line by line, so that
 * a secret or a command is seen as such.
 */
public final class ConsoleStream extends PrintStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile UnaryOperator<String> mask = UnaryOperator.identity();

    public ConsoleStream(OutputStream console) {
        super(console, true, StandardCharsets.UTF_8);
    }

    /** Sets the mask: a function that replaces the secrets in all text that is printed from now on. */
    public void mask(UnaryOperator<String> withoutSecrets) {
        mask = withoutSecrets;
    }

    @Override
    public void println(String line) {
        print(VisibleText.line(mask.apply(String.valueOf(line))) + System.lineSeparator());
    }

    @Override
    public void println(Object lines) {
        print(lines + System.lineSeparator());
    }

    @Override
    public void println(char[] line) {
        println(new String(line));
    }

    @Override
    public void print(Object text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char[] text) {
        print(new String(text));
    }

    /** Prints a text in one piece; the class above would divide a long one. */
    @Override
    public void print(String text) {
        byte[] encoded = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        write(encoded, 0, encoded.length);
    }

    @Override
    public PrintStream append(CharSequence text) {
        print(String.valueOf(text));
        return this;
    }

    @Override
    public void write(byte[] text, int offset, int length) {
        synchronized (this) {
            drain();
            show(new String(text, offset, length, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void write(int single) {
        synchronized (this) {
            bytes.write(single);
            if (single == '\n') {
                drain();
            }
        }
    }

    @Override
    public void flush() {
        synchronized (this) {
            drain();
        }
        super.flush();
    }

    @Override
    public void close() {
        flush();
        super.close();
    }

    private void drain() {
        if (bytes.size() > 0) {
            String text = bytes.toString(StandardCharsets.UTF_8);
            bytes.reset();
            show(text);
        }
    }

    private void show(String text) {
        byte[] shown = VisibleText.lines(mask.apply(text)).getBytes(StandardCharsets.UTF_8);
        super.write(shown, 0, shown.length);
    }
}
