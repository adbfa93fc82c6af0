package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.console.VisibleText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IllegalValuesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint.url                | ftp://localhost/score         | a URL such as https://host/path",
                "endpoint.url                | localhost/score               | a URL such as https://host/path",
                "endpoint.url                | http://local host/            | a URL such as https://host/path",
                "endpoint.url                | http:///score                 | a URL such as https://host/path",
                "endpoint.url                | http://localhost/score#****   | a URL such as https://host/path, without a fragment (#)",
                "endpoint.url                | https://models.example.com/   | headroom.endpoint.allowed-hosts",
                "endpoint.key-file           | no/such/file                  | a file that can be read",
                "run.fail-without-answer     | 1                             | true or false",
                "endpoint.url                | localhost:9000/score          | was http://localhost:9000/score meant",
                "endpoint.url                | 127.0.0.1:9000/score          | was http://127.0.0.1:9000/score meant",
                "endpoint.url                | models.example.com/score      | was https://models.example.com/score meant",
                "endpoint.payload            | no/such/file.json             | a file, or a folder of files of one type",
                "endpoint.content-type       | csv                           | a content type, such as text/csv",
                "endpoint.start-patience     | 30                            | a duration from 0 s to 3600 s",
                "endpoint.payload            | src                           | src is a folder without files",
                "endpoint.readiness-path     | ready                         | a path that starts with one /, without blanks",
                "endpoint.readiness-path     | /a%zz                         | a path that starts with one /, without blanks",
                "endpoint.request-timeout    | 30                            | with its unit",
                "endpoint.request-timeout    | 0 s                           | a duration from 1 ms to 3600 s",
                "endpoint.connections        | pooled                        | one of shared, per-caller",
                "endpoint.statuses           | 404                           | a table of names and strings",
                "endpoint.statuses.404       | ok                            | one of refused, not-ready, timed-out, client-error, server-error",
                "endpoint.statuses.404       | Refused                       | one of refused, not-ready, timed-out",
                "endpoint.statuses.404       | wrong-answer                  | one of refused, not-ready, timed-out",
                "endpoint.statuses.299       | refused                       | an HTTP status from 300 to 599 as the last part of the key",
                "endpoint.statuses.600       | refused                       | an HTTP status from 300 to 599 as the last part of the key",
                "endpoint.statuses.4xx       | refused                       | an HTTP status from 300 to 599 as the last part of the key",
                "endpoint.statuses.0404      | none                          | an HTTP status from 300 to 599 as the last part of the key",
                "endpoint.request-timeout    | 61 m                          | a duration from 1 ms to 3600 s",
                "endpoint.request-timeout    | soon                          | a duration from 1 ms to 3600 s",
                "endpoint.tls.insecure       | maybe                         | true or false",
                "stand-in.pods               | 0                             | a whole number from 1 to 10000",
                "stand-in.pods               | 10001                         | a whole number from 1 to 10000",
                "stand-in.pods               | 1.5                           | a whole number from 1 to 10000",
                "stand-in.pods               | twelve                        | a whole number from 1 to 10000",
                "stand-in.pods               | 99999999999                   | a whole number from 1 to 10000",
                "stand-in.concurrency        | 0                             | a whole number from 1 to 10000",
                "stand-in.latency            | -5 ms                         | a duration from 1 ms to 3600 s",
                "stand-in.latency-variation  | 5.1                           | a number from 0 to 5",
                "stand-in.latency-variation  | NaN                           | a number from 0 to 5",
                "stand-in.queue-per-pod      | -1                            | a whole number from 0 to 1000000",
                "stand-in.routing            | fastest                       | one of least-busy, round-robin, random, shared-queue",
                "stand-in.latency-distribution | normal                      | one of log-normal, exponential",
                "stand-in.gateway-timeout    | 0 ms                          | a duration from 1 ms to 3600 s",
                "stand-in.cold-start         | 1                             | with its unit",
                "stand-in.failure.pods       | 13                            | a whole number from 1 to 12; or none",
                "stand-in.failure.mode       | crash                         | bad-gateway, unavailable, connection-refused",
                "stand-in.refused-status     | 200                           | a whole number from 400 to 599",
                "stand-in.slow.pods          | 13                            | a whole number from 1 to 12; or none",
                "stand-in.slow.latency       | 0 ms                          | a duration from 1 ms to 3600 s",
                "stand-in.change.pods        | 0                             | a whole number from 1 to 10000; or none",
                "stand-in.change.after       | -1 s                          | a duration from 0 s to 86400 s",
                "stand-in.limit.requests-per-second | 0                      | a number above 0, at most 1000000; or none",
                "stand-in.limit.burst        | 0                             | a whole number from 1 to 1000000",
                "stand-in.failure.after      | -1 s                          | a duration from 0 s to 86400 s",
                "stand-in.failure.lasting    | 2 d                           | a duration from 0 s to 86400 s",
                "search.rounds               | 0                             | a whole number from 1 to 100",
                "search.rounds               | 101                           | a whole number from 1 to 100",
                "search.start-callers        | 201                           | a whole number from 1 to 200",
                "search.maximum-callers      | 0                             | a whole number from 1 to 100000",
                "search.growth               | 1                             | a number from 1.01 to 10",
                "search.growth               | Infinity                      | a number from 1.01 to 10",
                "search.resolution           | 0.6                           | a number from 0 to 0.5",
                "search.step.minimum         | 31 s                          | a duration from 1 ms to 30 s",
                "search.step.maximum         | 2 h                           | a duration from 1 ms to 3600 s",
                "search.step.settling        | x                             | a duration from 0 s to 3600 s",
                "search.refused.minimum      | 0                             | a whole number from 1 to 1000000",
                "search.refused.share        | 1                             | a number from 0.0001 to 0.9999",
                "search.refused.share-of-callers | 0                         | a number from 0.0001 to 0.9999",
                "search.retry-wait           | 100                           | with its unit",
                "search.step.boundary        | 2 h                           | a duration from 1 ms to 3600 s",
                "search.precision            | 0                             | a number from 0.001 to 1",
                "search.most-rounds          | 2                             | a whole number from 3 to 1000",
                "search.time-limit           | 999 ms                        | a duration from 1 s to 86400 s",
                "search.seed                 | one                           | a whole number",
                "search.seed                 | 1.5                           | a whole number",
                "warm-up.limit               | 0 s                           | a duration from 1 ms to 3600 s",
                "hold.duration               | 0 s                           | a duration from 1 ms to 3600 s",
                "target.fraction             | 0                             | a number from 0.01 to 1",
                "target.fraction             | 70 %                          | a number from 0.01 to 1",
                "target.duration             | 25 h                          | a duration from 1 ms to 86400 s",
                "target.spacing              | uniform                       | one of poisson, constant",
                "endpoint.expect.value       | 1                             | none, or headroom.endpoint.expect.path to say where",
                "endpoint.payload            | ''                            | a path",
                "run.name                    | ''                            | a name of 1 to 80 characters on one line; or none",
                "run.name                    | 'a\u202Eb'                   | a name of 1 to 80 characters on one line; or none",
                "results-folder              | ''                            | a path",
                "arrivals.precision          | 0                             | a number from 0.001 to 1",
                "arrivals.least-rounds       | 2                             | a whole number from 3 to 1000",
                "arrivals.most-rounds        | 5                             | a whole number from 6 to 1000",
                "arrivals.window.minimum     | 2 h                           | a duration from 1 ms to 3600 s",
                "arrivals.window.maximum     | 7 s                           | a duration from 8 s to 3600 s",
                "arrivals.maximum-rate       | 0                             | a number from 0.001 to 1000000",
                "arrivals.spacing            | even                          | one of poisson, constant",
                "arrivals.one-percent-steps  | 101                           | a whole number from 1 to 100; or none",
                "limit.latency               | 100                           | a duration from 1 ms to 3600 s, with its unit",
                "limit.latency               | 2 h                           | a duration from 1 ms to 3600 s, with its unit",
                "limit.percentile            | 100                           | a number from 50 to 99.9",
                "limit.percentile            | 49                            | a number from 50 to 99.9",
                "limit.failed-share          | 0.6                           | a number from 0.0001 to 0.5; or none",
                "limit.precision             | 0                             | a number from 0.001 to 1",
                "limit.duration              | 500 ms                        | a duration from 1 s to 3600 s",
                "clients.count               | 0                             | a whole number from 1 to 1000",
                "clients.search              | both                          | one of callers, arrivals",
                "clients.weights             | 1,2                           | as many numbers above 0 as there are clients, 3; or none",
                "clients.weights             | 1,2,x                         | as many numbers above 0 as there are clients, 3; or none",
                "clients.weights             | 1,2,0                         | as many numbers above 0 as there are clients, 3; or none",
                "clients.local-addresses     | 10.0.0.5                      | as many addresses as there are clients, 3; or none",
                "clients.index               | 3                             | a whole number from 0 to 2; or none",
                "clients.index               | 1                             | headroom.clients.index and headroom.clients.coordinator together",
                "clients.coordinator         | 10.0.0.7                      | a host and a port, such as 10.0.0.7:7070; or none",
                "clients.coordinator         | 10.0.0.7:65536                | a host and a port, such as 10.0.0.7:7070; or none",
                "clients.coordinator         | 10.0.0.7:7070                 | headroom.clients.index and headroom.clients.coordinator together",
                "clients.start-patience      | 0 s                           | a duration from 1 s to 86400 s",
                "clients.stand-in            | here                          | a URL such as https://host/path",
                "clients.stand-in            | http://models.example.com/    | headroom.endpoint.allowed-hosts",
                "fine-tuning.messages        | 0                             | a whole number from 1 to 10000000",
                "fine-tuning.callers         | 10001                         | a whole number from 1 to 10000",
                "gates.minimum-saturation     | -1                            | a number above 0, at most 1000000000; or none",
                "gates.minimum-rate-under-limit | 0                          | a number above 0, at most 1000000000; or none",
                "gates.minimum-target-rate    | many                          | a number above 0, at most 1000000000; or none",
                "gates.target-latency.p50     | 5                             | a duration from 1 ms to 3600 s, with its unit",
                "gates.target-latency.p95     | -1 ms                         | a duration from 1 ms to 3600 s, with its unit",
                "gates.target-latency.p99     | 2 h                           | a duration from 1 ms to 3600 s, with its unit",
                "gates.target-refused-share   | 1.1                           | a number from 0 to 0.9999; or none",
                "gates.ready-below-target     | maybe                         | true or false",
                "gates.consistency            | 2                             | a number above 0, at most 1; or none",
                "gates.regression.baseline    | ../main                       | the name of a baseline",
                "gates.regression.largest-loss | 5                            | a number from 0 to 1",
                "gates.inconclusive           | pass                          | one of fail, warn",
                "sizing.wanted-requests-per-second | -1                      | a number from 0.001 to 1000000000; or none",
                "sizing.measured-pods        | -1                            | a whole number from 1 to 1000000; or none",
                "sizing.concurrency-per-pod  | 0                             | a whole number from 1 to 1000000",
                "sizing.cpu-per-pod          | 0                             | a number from 0.001 to 10000",
                "sizing.cpu-per-node         | NaN                           | a number from 0.001 to 10000",
                "sizing.overheads.kubernetes-per-node | -0.5                 | a number from 0 to 10000",
                "sizing.overheads.logging-per-node | few                     | a number from 0 to 10000",
                "sizing.overheads.front-ends | 1.5                           | a whole number from 0 to 1000000",
                "sizing.overheads.cpu-per-front-end | Infinity               | a number from 0 to 10000"
            })
    void oneMessageNamesKeyValueOriginAndExpectation(String key, String value, String expectation) {
        List<String> problems = new Sources().property(key, value).problems();

        String start =
                "  - headroom." + key + " = \"" + VisibleText.line(value) + "\" (-Dheadroom." + key + "); expected ";
        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).startsWith(start);
        assertThat(problems.get(0)).contains(expectation);
    }

    @Test
    void everyProblemIsSaidAtOnce() throws Exception {
        List<String> problems = new Sources()
                .file(folder, "headroom.search.rounds = 0\nheadroom.search.roundz = 1")
                .variable("HEADROOM_STAND_IN_PODS", "none")
                .property("hold.duration", "8")
                .problems();

        assertEquals(4, problems.size(), problems.toString());
        assertTrue(problems.stream().anyMatch(line -> line.contains("(environment variable HEADROOM_STAND_IN_PODS)")));
        assertTrue(problems.stream().anyMatch(line -> line.contains("headroom.conf: 1)")), problems.toString());
    }

    /** Each value contradicts a default of the reference. That must not hide the problems of later keys. */
    @ParameterizedTest
    @CsvSource({"search.maximum-callers, 2, search.start-callers", "search.step.maximum, 900 ms, search.step.minimum"})
    void contradictionIsOneProblemAndHidesNoOther(String key, String value, String contradicted) {
        List<String> problems = new Sources()
                .property(key, value)
                .property("hold.duration", "8")
                .problems();

        assertEquals(2, problems.size(), problems.toString());
        assertThat(problems.get(0)).startsWith("  - headroom." + contradicted + " = ");
        assertThat(problems.get(1)).startsWith("  - headroom.hold.duration = ");
    }

    @Test
    void nodeThatItsOverheadsUseUpIsExplained() {
        List<String> problems = new Sources()
                .property("sizing.cpu-per-node", "0.7")
                .property("search.rounds", "0")
                .problems();

        assertEquals(2, problems.size(), problems.toString());
        assertThat(problems.get(1)).contains("a node of 0.7 CPU has nothing left for pods");
        assertThat(problems.get(1)).contains("take 0.7 of it");
    }

    @Test
    void nullIsNoValue() throws Exception {
        List<String> problems =
                new Sources().file(folder, "headroom.search.rounds = null").problems();

        assertEquals(List.of("  - headroom.search.rounds is null; expected a whole number from 1 to 100"), problems);
    }

    @Test
    void pathThatNoFileSystemHasIsAProblemLikeAnyOther() throws Exception {
        for (String key : List.of("endpoint.payload", "endpoint.key-file", "results-folder")) {
            List<String> problems = new Sources()
                    .file(folder, "headroom." + key + " = \"a\\u0000b\"")
                    .problems();

            assertThat(problems.get(0)).contains("headroom." + key);
        }
    }
}
