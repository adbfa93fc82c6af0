package io.headroom.load;

import java.util.HashMap;
import java.util.Map;

/** Counts messages in constant memory: a log may hold millions of different ones. Not safe for use by several threads. */
public final class MessageCounter {

    /** Number of messages that are counted separately: the first ones that occur. */
    static final int MOST_MESSAGES = 20;

    /** Messages that differ only after this many characters count as the same. */
    private static final int LONGEST_MESSAGE = 2048;

    private final Map<String, Long> messages = new HashMap<>();
    private long others;

    /** Counts a message that occurred several times. */
    public void add(String message, long count) {
        String kept = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
        if (messages.size() < MOST_MESSAGES || messages.containsKey(kept)) {
            messages.merge(kept, count, Long::sum);
        } else {
            others += count;
        }
    }

    /** Returns what was counted so far. */
    public MessageCounts counts() {
        return new MessageCounts(messages, others);
    }
}
