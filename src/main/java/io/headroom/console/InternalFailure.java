package io.headroom.console;

/** Words an exception that nobody foresaw. Its own message is left out: it was not written for users, and could hold anything. */
public final class InternalFailure {

    private InternalFailure() {}

    /**
     * Returns the description with the place that a report of the error has to name, e.g. {@code an unexpected error in Headroom itself
     * (ArithmeticException in StepPlanner.java, line 42)}.
     */
    public static String description(Throwable cause) {
        return "an unexpected error in Headroom itself (" + cause.getClass().getSimpleName() + place(cause) + ")";
    }

    private static String place(Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("io.headroom.")) {
                return " in " + frame.getFileName() + ", line " + frame.getLineNumber();
            }
        }
        return "";
    }
}
