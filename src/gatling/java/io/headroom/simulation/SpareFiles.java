package io.headroom.simulation;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reserves file descriptors for the time when there are no others: without any, Java cannot load the classes that are needed to end a
 * run and to say why.
 */
final class SpareFiles {

    private static final int COUNT = 16;

    private final List<Channel> held = new ArrayList<>();

    /** Reserves as many as it can get. */
    SpareFiles() {
        Path file = Path.of(System.getProperty("java.home"), "release");
        try {
            for (int i = 0; i < COUNT; i++) {
                held.add(Files.newByteChannel(file));
            }
        } catch (IOException noMore) {
            // those that are reserved have to be enough
        }
    }

    /** Returns the descriptors to the process. */
    void release() {
        try {
            for (Channel spare : held) {
                spare.close();
            }
        } catch (IOException alreadyGone) {
            // then there is nothing to return
        }
        held.clear();
    }
}
