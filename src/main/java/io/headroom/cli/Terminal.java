package io.headroom.cli;

import java.io.Console;

/** Tells whether a user looks at the output. */
final class Terminal {

    private Terminal() {}

    /**
     * Returns whether standard input and standard output both are a terminal. Up to Java 21, {@link System#console} returns null
     * if they are not. From Java 22 on it never does, and {@code Console.isTerminal} has to be asked.
     */
    @SuppressWarnings("SystemConsoleNull") // isTerminal is asked below
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }
}
