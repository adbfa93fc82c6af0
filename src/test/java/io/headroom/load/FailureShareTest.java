package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureShareTest {

    @Test
    void everyFailureIsCountedOnceTheMostFrequentFirst() {
        OutcomeCounts counts = new OutcomeCounts(
                Map.of(Outcome.OK, 3581L, Outcome.NOT_READY, 1215L, Outcome.REFUSED, 4L),
                Map.of(Outcome.NOT_READY, Map.of(502, 1204L), Outcome.REFUSED, Map.of(503, 4L)));

        List<FailureShare> shares = FailureShare.of(counts);

        assertThat(shares)
                .extracting(FailureShare::description)
                .containsExactly("502 (25.1 %, 1,204)", "no connection (0.2 %, 11)", "503 (<0.1 %, 4)");
        assertThat(shares).extracting(FailureShare::total).containsOnly(4800L);
        assertThat(shares.stream().mapToLong(FailureShare::count).sum())
                .isEqualTo(counts.total() - counts.of(Outcome.OK));
    }

    @Test
    void refusalsAreNotTheWorst() {
        OutcomeCounts counts = new OutcomeCounts(
                Map.of(Outcome.OK, 10L, Outcome.REFUSED, 80L, Outcome.TIMED_OUT, 10L),
                Map.of(Outcome.REFUSED, Map.of(503, 80L)));

        assertThat(FailureShare.worstUnlessRefused(counts))
                .contains(new FailureShare(Outcome.TIMED_OUT, OptionalInt.empty(), 10, 100));
        assertThat(FailureShare.worstUnlessRefused(new OutcomeCounts(Map.of(Outcome.REFUSED, 5L))))
                .isEmpty();
        assertThat(FailureShare.of(new OutcomeCounts(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_READY      | 502 |  251 | 1000 | 1 in 4 answers is 502",
                "NOT_READY      | 502 |  334 | 1000 | 1 in 3 answers is 502",
                "NOT_READY      | 502 |  370 | 1000 | 37.0 % of answers are 502",
                "NOT_READY      | 502 |   21 | 1000 | 2.1 % of answers are 502",
                "NOT_READY      | 502 |  995 | 1000 | nearly all answers are 502",
                "SERVER_ERROR   | 500 | 1000 | 1000 | all answers are 500",
                "SERVER_ERROR   | 424 | 1000 | 1000 | all answers are 424",
                "TIMED_OUT      | 424 |  250 | 1000 | 1 in 4 answers is 424 (timed out)",
                "REFUSED        | 404 |   21 | 1000 | 2.1 % of answers are 404 (refused)",
                "NOT_READY      |     | 6612 | 6612 | all requests found no connection (refused, or closed before the answer)",
                "TIMED_OUT      |     |    5 |   10 | 1 in 2 requests timed out",
                "WRONG_ANSWER   |     |  700 | 1000 | 70.0 % of requests got a wrong answer",
                "INJECTOR_ERROR |     |    1 | 1000 | 0.1 % of requests were not sent, since the injector ran out of resources"
            })
    void sentenceSaysHowManyFailedAndHow(Outcome outcome, Integer status, long count, long total, String sentence) {
        OptionalInt known = status == null ? OptionalInt.empty() : OptionalInt.of(status);

        assertThat(new FailureShare(outcome, known, count, total).sentence()).isEqualTo(sentence);
    }

    /** A gateway answers 424 for whatever its model failed with. Reports tell these failures apart by their kind. */
    @Test
    void statusThatStandsForSeveralOutcomesIsCountedForEach() {
        OutcomeCounts counts = new OutcomeCounts(
                Map.of(Outcome.OK, 60L, Outcome.SERVER_ERROR, 10L, Outcome.TIMED_OUT, 11L, Outcome.REFUSED, 19L),
                Map.of(
                        Outcome.SERVER_ERROR,
                        Map.of(424, 10L),
                        Outcome.TIMED_OUT,
                        Map.of(424, 7L),
                        Outcome.REFUSED,
                        Map.of(424, 19L)));

        assertThat(FailureShare.of(counts))
                .extracting(FailureShare::description)
                .containsExactly(
                        "424 (refused, 19.0 %, 19)",
                        "424 (10.0 %, 10)", "424 (timed out, 7.0 %, 7)", "timed out (4.0 %, 4)");
        assertThat(FailureShare.of(counts))
                .extracting(FailureShare::kind)
                .containsExactly("424 (refused)", "424", "424 (timed out)", "timed out");
        assertThat(counts.ofStatus(424)).isEqualTo(36);
    }

    @Test
    void badGatewayThatIsDeclaredARefusalHasNoCause() {
        assertThat(new FailureShare(Outcome.REFUSED, OptionalInt.of(502), 25, 100).cause())
                .isEmpty();
    }

    @Test
    void someBadGatewaysMeanABackendAndAllMeanTheService() {
        OptionalInt badGateway = OptionalInt.of(502);

        assertThat(new FailureShare(Outcome.NOT_READY, badGateway, 25, 100).cause())
                .contains("a backend behind it is down");
        assertThat(new FailureShare(Outcome.NOT_READY, badGateway, 100, 100).cause())
                .contains("what answers is a proxy, and the service behind it is down");
        assertThat(new FailureShare(Outcome.NOT_READY, OptionalInt.empty(), 25, 100).cause())
                .isEmpty();
    }
}
