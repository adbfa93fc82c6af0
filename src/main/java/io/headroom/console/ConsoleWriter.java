package io.headroom.console;

import java.io.PrintWriter;

/** A console to which text from outside can be printed. {@code println} prints one line, whatever its text holds. */
public class ConsoleWriter extends PrintWriter {

    public ConsoleWriter(PrintWriter console) {
        super(console, true);
    }

    @Override
    public void println(String line) {
        super.println(VisibleText.line(String.valueOf(line)));
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    @Override
    public void write(String text, int offset, int length) {
        String shown = VisibleText.lines(text.substring(offset, offset + length));
        super.write(shown, 0, shown.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length));
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character));
    }
}
