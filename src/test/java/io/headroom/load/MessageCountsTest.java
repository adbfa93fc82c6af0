package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageCountsTest {

    private final MessageCounter counter = new MessageCounter();

    @Test
    void mostFrequentMessagesAreQuotedFirstAndTheRestIsCounted() {
        counter.add("No baseUrl defined", 1);
        counter.add("No attribute named 'id' is defined", 7000);
        counter.add("No baseUrl defined", 999);
        counter.add("boom", 1);

        MessageCounts counts = counter.counts();

        assertThat(counts.total()).isEqualTo(8001);
        assertThat(counts.description(1))
                .isEqualTo("\"No attribute named 'id' is defined\" (7000 times), other messages (1001 times)");
        assertThat(counts.description(2))
                .isEqualTo("\"No attribute named 'id' is defined\" (7000 times), \"No baseUrl defined\" (1000 times),"
                        + " other messages (once)");
        assertThat(counts.description(3)).endsWith("\"boom\" (once)");
    }

    @Test
    void nothingIsDescribedByNothing() {
        assertThat(MessageCounts.NONE.isEmpty()).isTrue();
        assertThat(MessageCounts.NONE.description(3)).isEmpty();
    }

    @Test
    void memoryIsBoundedHoweverManyAndLongTheMessagesAre() {
        for (int i = 0; i < 1000; i++) {
            counter.add(i + " " + "x".repeat(100_000), 2);
        }

        MessageCounts counts = counter.counts();

        assertThat(counts.messages()).hasSize(20);
        assertThat(counts.messages().keySet()).allMatch(message -> message.length() <= 2048);
        assertThat(counts.others()).isEqualTo(2 * 980);
    }

    @Test
    void messageOfSeveralLinesIsQuotedOnOneAndCut() {
        counter.add("first line\n\tsecond line\r\n" + "y".repeat(400), 1);

        String quoted = counter.counts().description(1);

        assertThat(quoted).startsWith("\"first line second line yyy").endsWith("yyy...\" (once)");
        assertThat(quoted).hasSize("\"\" (once)".length() + 200);
    }

    @Test
    void sumDoesNotDependOnTheOrder() {
        List<MessageCounts> all = new ArrayList<>();
        for (int log = 0; log < 3; log++) {
            MessageCounter one = new MessageCounter();
            for (int i = 0; i < 20; i++) {
                one.add("message " + (i + 10 * log), i + 1);
            }
            all.add(one.counts());
        }
        MessageCounts sum = MessageCounts.sum(all);
        Collections.reverse(all);

        assertThat(MessageCounts.sum(all)).isEqualTo(sum);
        // each log counts 1 to 20: 3 x 210 in all; messages 10 to 29 are in two logs
        assertThat(sum.total()).isEqualTo(630);
        assertThat(sum.messages())
                .hasSize(20)
                .containsEntry("message 19", 20L + 10)
                .containsEntry("message 29", 30L);
        assertThat(sum.messages()).doesNotContainKey("message 0");
    }

    @Test
    void listIsSortedWhateverItIsMadeOf() {
        assertThat(new MessageCounts(Map.of("b", 1L, "a", 1L, "c", 2L), 0)
                        .messages()
                        .keySet())
                .containsExactly("c", "a", "b");
    }
}
