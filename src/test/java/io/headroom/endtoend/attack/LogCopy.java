package io.headroom.endtoend.attack;

import io.headroom.simlog.BinaryLogWriter;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a binary log, which can be written again.
 *
 * @param header  header of the log
 * @param records all records after it, in order
 */
record LogCopy(RunHeader header, List<LogCopy.Entry> records) {

    /** What a record is about. */
    enum Kind {
        REQUEST,
        GROUP,
        USER,
        ERROR
    }

    /**
     * A record.
     *
     * @param groups  groups around it; of a group, its own name is the last
     * @param name    name of a request, scenario of a user, message of an error; empty for a group
     * @param ok      whether a request or a group succeeded, or a user starts
     * @param message why a request failed
     */
    record Entry(
            Kind kind, List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {

        Entry at(int start, int end) {
            return new Entry(kind, groups, name, start, end, ok, message);
        }

        Entry later(int start, int end) {
            return at(startMillis + start, endMillis + end);
        }

        Entry failed(String why) {
            return new Entry(kind, groups, name, startMillis, endMillis, false, why);
        }

        /** Returns the record with a text in one of three places. */
        Entry named(int place, String text) {
            return new Entry(
                    kind,
                    place == 0 && !groups.isEmpty() ? List.of(text) : groups,
                    place == 1 && kind != Kind.USER ? text : name,
                    startMillis,
                    endMillis,
                    ok,
                    place == 2 ? text : message);
        }

        Entry renamed(String from, String to) {
            return new Entry(
                    kind,
                    groups.stream()
                            .map(group -> group.equals(from) ? to : group)
                            .toList(),
                    name.equals(from) && kind != Kind.USER ? to : name,
                    startMillis,
                    endMillis,
                    ok,
                    message.equals(from) ? to : message);
        }

        List<String> texts() {
            List<String> texts = new ArrayList<>(groups);
            texts.add(name);
            texts.add(message);
            return texts;
        }

        private void writeTo(BinaryLogWriter log, List<String> scenarios) {
            switch (kind) {
                case REQUEST -> log.request(groups, name, startMillis, endMillis, ok, message);
                case GROUP -> log.group(groups, startMillis, endMillis, ok);
                case USER -> log.user(Math.max(0, scenarios.indexOf(name)), ok, startMillis);
                case ERROR -> log.error(name, startMillis);
            }
        }
    }

    /** Reads the records of a log. */
    static LogCopy of(byte[] log) {
        try {
            Path file = Files.createTempFile("attacked", ".log");
            Copying copying = new Copying();
            try {
                var unused = SimulationLog.read(Files.write(file, log), copying);
            } finally {
                Files.delete(file);
            }
            return new LogCopy(copying.header, copying.records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableLogException e) {
            throw new IllegalArgumentException("only sound logs are damaged", e);
        }
    }

    /** Returns the bytes of a log with the same header and other records. */
    byte[] with(List<Entry> others) {
        BinaryLogWriter log = new BinaryLogWriter()
                .header(
                        header.gatlingVersion(),
                        header.simulationClass(),
                        header.startEpochMillis(),
                        header.description(),
                        2,
                        header.scenarios());
        others.forEach(each -> each.writeTo(log, header.scenarios()));
        return log.bytes();
    }

    private static final class Copying implements LogListener {
        private final List<Entry> records = new ArrayList<>();
        private RunHeader header;

        @Override
        public void run(RunHeader found) {
            header = found;
        }

        @Override
        public void request(
                List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
            records.add(new Entry(Kind.REQUEST, List.copyOf(groups), name, startMillis, endMillis, ok, message));
        }

        @Override
        public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
            records.add(new Entry(Kind.GROUP, List.copyOf(groups), "", startMillis, endMillis, ok, ""));
        }

        @Override
        public void user(String scenario, boolean start, int millis) {
            records.add(new Entry(Kind.USER, List.of(), scenario, millis, millis, start, ""));
        }

        @Override
        public void error(String message, int millis) {
            records.add(new Entry(Kind.ERROR, List.of(), message, millis, millis, false, ""));
        }
    }
}
