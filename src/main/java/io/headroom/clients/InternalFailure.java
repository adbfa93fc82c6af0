package io.headroom.clients;

/** Words an exception that nobody expected: one line, with the place that a report of the error has to name. */
public final class InternalFailure {

    private InternalFailure() {}

    /** Returns the description, e.g. {@code an error in Headroom itself: ArithmeticException: / by zero (StepPlanner.java:42)}. */
    public static String description(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String message = cause.getMessage() == null ? "" : ": " + WireRange.printable(cause.getMessage());
        String place = trace.length == 0 ? "" : " (" + trace[0].getFileName() + ":" + trace[0].getLineNumber() + ")";
        return "an error in Headroom itself: " + cause.getClass().getSimpleName() + message + place;
    }
}
