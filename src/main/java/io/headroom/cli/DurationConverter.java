package io.headroom.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration with its unit, written as in the settings: {@code 250ms}, {@code 5 s}, {@code 2m}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            if (!text.strip().matches("[0-9.]+")) {
                return ConfigFactory.parseMap(Map.of("d", text)).getDuration("d");
            }
        } catch (ConfigException notADuration) {
            // reported below
        }
        throw new TypeConversionException("'" + text + "' is no duration with its unit, such as 250ms or 5s");
    }
}
