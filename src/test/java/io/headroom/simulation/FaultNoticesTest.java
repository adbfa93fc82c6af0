package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FaultNoticesTest {

    @Test
    void eachFaultIsToldOnceWithItsLimit() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        FaultNotices notices = new FaultNotices(
                new AnswerLimits(65_536, 1500), new PrintStream(printed, true, StandardCharsets.UTF_8));
        notices.saw(AnswerFault.HEADERS);
        notices.saw(AnswerFault.HEADERS);
        notices.saw(AnswerFault.BODY);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("headers of more than 64 KiB (headroom.endpoint.answer.maximum-headers)"),
                        line -> assertThat(line)
                                .contains("a body of more than 1500 bytes (headroom.endpoint.answer.maximum-body)"));
    }
}
