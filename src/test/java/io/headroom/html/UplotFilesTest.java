package io.headroom.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of uPlot are those of the package uplot 1.6.32 of npm: 1.6.30 lets a script change every object (CVE-2024-21489). */
class UplotFilesTest {

    @ParameterizedTest
    @CsvSource({
        "uPlot.iife.min.js, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
        "uPlot.min.css, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04"
    })
    void fileIsThatOfThePackage(String name, String sha256) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(name));

        assertEquals(sha256, HexFormat.of().formatHex(digest));
    }

    @Test
    void versionAndLicenceAreNamed() throws Exception {
        assertThat(text("uPlot.iife.min.js")).contains("uPlot (v1.6.32)");
        assertThat(text("/META-INF/licenses/uPlot.txt")).contains("The MIT License", "Leon Sorokin");
    }

    private static String text(String name) throws Exception {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws Exception {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
