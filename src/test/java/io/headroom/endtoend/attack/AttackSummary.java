package io.headroom.endtoend.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums up an attack.
 *
 * @param kind    logs or files
 * @param seed    seed of chance
 * @param done    the damaged files that were read, as {@link AttackFork.Done}
 * @param faults  what went wrong, as {@link AttackFork.Fault}
 * @param seconds how long the attack took
 */
record AttackSummary(String kind, long seed, List<JsonNode> done, List<JsonNode> faults, double seconds) {

    @Override
    public String toString() {
        Map<String, Integer> statuses = statuses();
        return String.format(
                Locale.ROOT,
                "attack on %s: seed %d, %d mutants, %d calls in %.0f s, slowest call %d ms%n"
                        + "  %d faults, of these: %d hangs, %d unforeseen errors, %d gates passed, %d with the key%n"
                        + "  verb and status: %s",
                kind,
                seed,
                done.size(),
                statuses.values().stream().mapToInt(Integer::intValue).sum(),
                seconds,
                done.stream()
                        .mapToLong(each -> each.path("millis").asLong())
                        .max()
                        .orElse(0),
                faults.size(),
                count("hangs"),
                count("unforeseen"),
                count("a gate passes"),
                count("canary key"),
                statuses);
    }

    private long count(String wrong) {
        return faults.stream()
                .filter(fault -> fault.path("wrong").asText().contains(wrong))
                .count();
    }

    private Map<String, Integer> statuses() {
        Map<String, Integer> statuses = new TreeMap<>();
        for (JsonNode each : done) {
            for (Map.Entry<String, JsonNode> call : each.path("statuses").properties()) {
                statuses.merge(call.getKey().split(" ", 2)[0] + " " + call.getValue(), 1, Integer::sum);
            }
        }
        return statuses;
    }
}
