package io.headroom.runlog;

import io.headroom.simlog.UnreadableLogException;

/** Thrown for logs that cannot be merged because they are not of one run. The message says what tells them apart. */
public final class SeveralRunsException extends UnreadableLogException {

    private static final long serialVersionUID = 1L;

    public SeveralRunsException(String difference) {
        super(difference + "; only logs of one run can be merged");
    }
}
