package io.headroom.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The scripts or the style sheets that a page holds.
 *
 * @param text exactly as it is in the page, since its hash depends on every character
 */
record Asset(String text) {

    /** Returns the style sheets of uPlot and of Headroom. */
    static Asset styles() {
        return new Asset(resource("uPlot.min.css") + "\n" + resource("report.css"));
    }

    /** Returns the scripts of uPlot and of Headroom. The licence of uPlot requires that it is included. */
    static Asset scripts() {
        return new Asset("/*\n" + resource("/META-INF/licenses/uPlot.txt") + "*/\n" + resource("uPlot.iife.min.js")
                + "\n" + resource("report.js"));
    }

    /** Returns the hash by which the content security policy allows this text and no other. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the text of a resource with LF as line ends, because a browser computes the hash of such a text. */
    private static String resource(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar is damaged: " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged: " + name + " cannot be read", e);
        }
    }
}
