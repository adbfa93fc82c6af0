package io.headroom.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A script or style sheet that a page holds.
 *
 * @param text exactly as it stands in the page
 */
record Asset(String text) {

    /** All styles: those of uPlot, and ours. */
    static Asset styles() {
        return new Asset(resource("uPlot.min.css") + "\n" + resource("report.css"));
    }

    /** All scripts: uPlot with its licence, which wants to go with it, and ours. */
    static Asset scripts() {
        return new Asset(
                "/*\n" + resource("LICENSE") + "*/\n" + resource("uPlot.iife.min.js") + "\n" + resource("report.js"));
    }

    /** By which the content policy allows this text and no other. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With line ends as a browser reads them. */
    private static String resource(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar is damaged: io/headroom/html/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged: " + name + " cannot be read", e);
        }
    }
}
