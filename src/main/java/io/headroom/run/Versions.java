package io.headroom.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What ran. */
public record Versions(String headroom, String gatling, String java) {

    /** With this Headroom, this Java and the given Gatling. */
    public static Versions with(String gatling) {
        return new Versions(current(), gatling, Runtime.version().toString());
    }

    /** The version of this Headroom. */
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
