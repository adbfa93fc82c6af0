package io.headroom.endtoend.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Sends the messages of one side as they are, but for one that is left out, doubled, replaced or damaged. */
final class MutatingSender {

    private final Random random;
    private final MessageMutator mutator;
    private final int mutated;
    private int sent;

    /** @param messages number of those among which one is chosen */
    MutatingSender(Random random, int messages) {
        this.random = random;
        this.mutator = new MessageMutator(random);
        this.mutated = random.nextInt(messages);
    }

    /** Lists messages that are valid, but not at this time or not from this side. */
    interface Others {
        List<String> all() throws IOException;
    }

    /** Returns the index of the message that is not sent as it is. */
    int mutated() {
        return mutated;
    }

    void send(OutputStream out, String line, Others others) throws IOException {
        boolean mine = sent == mutated;
        sent++;
        byte[] valid = bytes(line);
        if (!mine) {
            out.write(valid);
            return;
        }
        switch (random.nextInt(20)) {
            case 0 -> {} // left out
            case 1 -> {
                out.write(valid);
                out.write(valid);
            }
            case 2, 3 -> out.write(bytes(any(others.all())));
            default -> {
                out.write(mutator.mutant(line));
                out.write('\n');
            }
        }
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
