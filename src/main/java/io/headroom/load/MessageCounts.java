package io.headroom.load;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often which message occurred.
 *
 * @param messages number of occurrences by message, the most frequent first
 * @param others   number of occurrences of other messages, when there were too many messages to count separately
 */
public record MessageCounts(Map<String, Long> messages, long others) {

    /** No message at all. */
    public static final MessageCounts NONE = new MessageCounts(Map.of(), 0);

    /** Most characters of a message that are quoted. */
    private static final int LONGEST_QUOTE = 200;

    public MessageCounts {
        Map<String, Long> sorted = new LinkedHashMap<>();
        messages.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(message -> sorted.put(message.getKey(), message.getValue()));
        messages = Collections.unmodifiableMap(sorted);
    }

    /** Returns the sum of all counts. Their order does not matter. Messages beyond the most frequent ones become others. */
    public static MessageCounts sum(Collection<MessageCounts> all) {
        Map<String, Long> sum = new LinkedHashMap<>();
        all.forEach(counts -> counts.messages().forEach((message, count) -> sum.merge(message, count, Long::sum)));
        long others = all.stream().mapToLong(MessageCounts::others).sum();
        return new MessageCounts(sum, others).mostFrequent(MessageCounter.MOST_MESSAGES);
    }

    private MessageCounts mostFrequent(int most) {
        Map<String, Long> kept = new LinkedHashMap<>();
        messages.entrySet().stream().limit(most).forEach(message -> kept.put(message.getKey(), message.getValue()));
        long total = total();
        MessageCounts rest = new MessageCounts(kept, 0);
        return new MessageCounts(kept, total - rest.total());
    }

    /** Returns how often any message occurred. */
    public long total() {
        return others + messages.values().stream().mapToLong(count -> count).sum();
    }

    /** Returns whether there is no message at all. */
    public boolean isEmpty() {
        return total() == 0;
    }

    /**
     * Returns a clause that quotes the most frequent messages, each on one line: {@code "No route to host" (12 times), others (3
     * times)}. Empty if there is no message.
     *
     * @param most number of messages to quote
     */
    public String description(int most) {
        MessageCounts quoted = mostFrequent(most);
        String clause = quoted.messages.entrySet().stream()
                .map(message -> '"' + onOneLine(message.getKey()) + "\" " + times(message.getValue()))
                .collect(Collectors.joining(", "));
        return quoted.others == 0
                ? clause
                : clause + (clause.isEmpty() ? "" : ", ") + "other messages " + times(quoted.others);
    }

    private static String times(long count) {
        return count == 1 ? "(once)" : "(" + count + " times)";
    }

    private static String onOneLine(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 3) + "...";
    }
}
