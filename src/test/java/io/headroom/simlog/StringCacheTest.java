package io.headroom.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.RetainedMemory;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A log may define any number of strings, each once, and refer to them by number; memory is bounded. */
@Isolated("measures the memory that the JVM uses")
class StringCacheTest {

    private static final String REFUSED = "status.find.is(200), but actually found 503";

    @TempDir
    private Path folder;

    @Test
    void logOfMoreStringsThanAreKeptIsNotDamagedAndItsOftenUsedMessagesStayKnown() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("S", "s");
        int unique = StringCache.MOST_STRINGS + 20_000;
        for (int i = 0; i < unique; i++) {
            log.request(List.of(), "call", i, i + 20, false, "find.is(1), but actually found " + i);
            if (i > StringCache.MOST_STRINGS && i % 100 == 0) {
                log.request(List.of(), "call", i, i + 20, false, REFUSED);
            }
        }
        CountingListener heard = new CountingListener();

        LogState state = SimulationLog.read(log.writeTo(folder), heard);

        assertInstanceOf(LogState.Complete.class, state, state.description());
        assertEquals(200, heard.messages.get(REFUSED));
        assertEquals(unique + 1, heard.messages.size());
    }

    @Test
    void stringThatIsNotUsedForLongIsForgottenButItsNumberIsKnown() {
        StringCache cache = new StringCache();
        for (int number = 1; number <= StringCache.MOST_STRINGS + 3000; number++) {
            cache.put(number, "text " + number);
        }

        assertEquals("text 1", cache.get(1));
        assertEquals(StringCache.FORGOTTEN, cache.get(StringCache.MOST_STRINGS + 1));
        assertEquals("text " + (StringCache.MOST_STRINGS + 3000), cache.get(StringCache.MOST_STRINGS + 3000));
        assertTrue(cache.isKnown(StringCache.MOST_STRINGS + 1));
    }

    @Test
    void headOfALongStringIsKept() {
        StringCache cache = new StringCache();
        cache.put(1, REFUSED + "x".repeat(1 << 20));

        assertThat(cache.get(1)).startsWith(REFUSED);
        assertEquals(StringCache.LONGEST, cache.get(1).length());
        assertSame(cache.alone(1), cache.alone(1));
    }

    @Test
    void longStringsTakeBoundedMemory() {
        long before = RetainedMemory.mebibytes();
        StringCache cache = new StringCache();
        for (int number = 1; number < StringCache.MOST_STRINGS; number++) {
            cache.put(number, "%08d".formatted(number) + "x".repeat(2000));
        }
        long kept = RetainedMemory.mebibytes() - before;

        assertTrue(kept < 40, kept + " MiB");
        assertEquals("00000001", cache.get(1).substring(0, 8));
    }

    @Test
    void referenceToNothingIsDamageWhateverCameBefore() throws Exception {
        byte[] log = raw(out -> {
            definedRequest(out, "call");
            for (int i = 0; i < 3; i++) {
                request(out, 1, -2);
            }
            request(out, 0, 0);
            for (int i = 0; i < 3; i++) {
                request(out, 1, -2);
            }
        });

        LogState state = SimulationLog.read(write(log), new HeardRecords());

        LogState.Corrupt corrupt = assertInstanceOf(LogState.Corrupt.class, state, state.description());
        assertEquals(5, corrupt.records());
        assertEquals("0 as new string", corrupt.reason());
    }

    @Test
    void stringThatIsDefinedAgainIsMeantFromThenOn() throws Exception {
        byte[] log = raw(out -> {
            definedRequest(out, "before");
            for (int i = 0; i < 3; i++) {
                request(out, 1, -2);
            }
            out.writeByte(4);
            out.writeInt(1);
            string(out, "after");
            out.writeInt(9);
            for (int i = 0; i < 5; i++) {
                request(out, 1, -2);
            }
        });
        CountingListener heard = new CountingListener();

        LogState state = SimulationLog.read(write(log), heard);

        assertInstanceOf(LogState.Complete.class, state, state.description());
        assertEquals(4, heard.okByName.get("before"));
        assertEquals(5, heard.okByName.get("after"));
    }

    private interface Records {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] raw(Records records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(BinaryLogWriter.of("S", "s").bytes());
        records.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Returns a request that defines its name as string 1, and its empty message as string 2. */
    private static void definedRequest(DataOutputStream out, String name) throws IOException {
        out.writeByte(1);
        out.writeInt(0);
        out.writeInt(1);
        string(out, name);
        out.writeInt(1);
        out.writeInt(2);
        out.writeByte(1);
        out.writeInt(2);
        out.writeInt(0);
    }

    private static void request(DataOutputStream out, int ok, int message) throws IOException {
        out.writeByte(1);
        out.writeInt(0);
        out.writeInt(-1);
        out.writeInt(1);
        out.writeInt(2);
        out.writeByte(ok);
        out.writeInt(message);
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeBytes(text);
        out.writeByte(0);
    }

    private Path write(byte[] log) throws IOException {
        return Files.write(folder.resolve("simulation.log"), log);
    }
}
