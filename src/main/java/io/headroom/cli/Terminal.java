package io.headroom.cli;

import java.io.Console;

/** Whether people look at the output. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether standard input and output both are a terminal. Up to Java 21 there is no console otherwise; later there is
     * one always, and it has to be asked.
     */
    @SuppressWarnings("SystemConsoleNull") // what Java 22 changed is asked for below
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
