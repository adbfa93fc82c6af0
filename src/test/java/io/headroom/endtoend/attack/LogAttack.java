package io.headroom.endtoend.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damages logs. Each damaged log is read by {@code analyze --json}, and by one more call: the others take turns.
 *
 * @param logs logs to damage
 * @param seed seed of chance
 */
record LogAttack(List<AttackedLog> logs, long seed) implements Attack {

    private static final String RUN = "RUN";

    /** Calls that read a run, in which {@link #RUN} stands for it. {@code main} is a baseline. */
    static final List<List<String>> CALLS = Stream.of(
                    "analyze --text RUN",
                    "analyze --tsv RUN",
                    "analyze --csv steps RUN",
                    "analyze --csv seconds RUN",
                    "analyze --csv clients RUN",
                    "analyze --text --html page.html RUN",
                    "analyze --text --request call RUN",
                    "gate RUN",
                    "gate --json RUN",
                    "baseline save RUN --name attacked",
                    "compare main RUN",
                    "compare --json RUN main",
                    "size --run RUN --requests-per-second 1000",
                    "size --json --run RUN --requests-per-second 1000",
                    "export RUN --to records.csv",
                    "export RUN --to records.duckdb",
                    "merge RUN")
            .map(call -> List.of(call.split(" ")))
            .toList();

    @Override
    public Mutant mutant(int number) throws IOException {
        Random random = Attack.random(seed, number);
        AttackedLog log = logs.get(number % logs.size());
        byte[] whole = Files.readAllBytes(log.log());
        Mutation mutation = Attack.oneOf(
                random.nextInt(3) == 0
                        ? List.of(ByteMutation.values())
                        : log.format().mutations(),
                random);
        byte[] damaged = mutation.damaged(whole, random);
        List<String> other = CALLS.get(number / logs.size() % CALLS.size());
        return new Mutant(
                log.log(),
                whole,
                damaged,
                mutation.name(),
                log.shows(mutation),
                List.of(of(List.of("analyze", "--json", RUN), log.run()), of(other, log.run())));
    }

    @Override
    public List<List<String>> controls() {
        return logs.stream()
                .map(AttackedLog::run)
                .distinct()
                .flatMap(run -> CALLS.stream().map(call -> of(call, run)))
                .toList();
    }

    private static List<String> of(List<String> call, Path run) {
        return call.stream()
                .map(argument -> argument.equals(RUN) ? run.toString() : argument)
                .toList();
    }
}
