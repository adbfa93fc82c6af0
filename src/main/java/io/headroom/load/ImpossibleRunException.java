package io.headroom.load;

/**
 * Thrown when a log shows steps or figures that no run can have, so that the log is damaged. The message is a clause that says what was
 * found.
 */
public final class ImpossibleRunException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ImpossibleRunException(String message) {
        super(message);
    }

    /**
     * Requires that a figure can be one of a run: a number that is neither negative nor without end.
     *
     * @param what name of the figure
     */
    public static void requireFigure(String what, double figure) {
        if (!(figure >= 0) || Double.isInfinite(figure)) {
            throw new ImpossibleRunException(what + " would be " + figure);
        }
    }

    /**
     * Requires that a figure can be one of a run, and is no larger than any of a run.
     *
     * @param what name of the figure
     */
    public static void requireFigure(String what, double figure, double largest) {
        requireFigure(what, figure);
        if (figure > largest) {
            throw new ImpossibleRunException(what + " would be " + figure);
        }
    }
}
