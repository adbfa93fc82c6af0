package io.headroom.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Versions of the software that made a run.
 *
 * @param headroom version of Headroom
 * @param gatling  version of Gatling
 * @param java     version of the Java runtime
 */
public record Versions(String headroom, String gatling, String java) {

    /** Returns the versions of this Headroom and this Java, with the given one of Gatling. */
    public static Versions with(String gatling) {
        return new Versions(current(), gatling, Runtime.version().toString());
    }

    /** Returns the version of this Headroom. */
    public static String current() {
        try (InputStream in = Versions.class.getResourceAsStream("/headroom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged: headroom.properties cannot be read", e);
        }
    }
}
