package io.headroom.endtoend.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Damages the files beside the logs and those that users write. Each damaged file is read by all calls that read it.
 *
 * @param files files to damage
 * @param seed  seed of chance
 */
record FileAttack(List<AttackedFile> files, long seed) implements Attack {

    @Override
    public Mutant mutant(int number) throws IOException {
        Random random = Attack.random(seed, number);
        AttackedFile file = files.get(number % files.size());
        byte[] whole = Files.readAllBytes(file.file());
        List<Mutation> mutations = new ArrayList<>(file.mutations());
        if (mutations.isEmpty() || random.nextInt(3) == 0) {
            mutations = List.of(ByteMutation.values());
        }
        Mutation mutation = Attack.oneOf(mutations, random);
        return new Mutant(file.file(), whole, mutation.damaged(whole, random), mutation.name(), false, file.calls());
    }

    @Override
    public List<List<String>> controls() {
        return files.stream().flatMap(file -> file.calls().stream()).distinct().toList();
    }
}
