package io.headroom.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A console in UTF-8 to which text from outside can be printed, also by libraries. {@code println} of a text prints one line, whatever
 * it holds. Libraries print objects and bytes, of several lines.
 */
public final class ConsoleStream extends PrintStream {

    private volatile UnaryOperator<String> mask = UnaryOperator.identity();

    public ConsoleStream(OutputStream console) {
        super(console, true, StandardCharsets.UTF_8);
    }

    /** Takes what leaves secrets out of all that is printed from now on. */
    public void mask(UnaryOperator<String> withoutSecrets) {
        mask = withoutSecrets;
    }

    @Override
    public void println(String line) {
        super.println(VisibleText.line(String.valueOf(line)));
    }

    /** All that is printed comes here: characters, too, once they are encoded. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        byte[] shown = VisibleText.lines(mask.apply(text)).getBytes(StandardCharsets.UTF_8);
        super.write(shown, 0, shown.length);
    }
}
