package io.headroom.saturation;

import java.util.Optional;

/**
 * The result of a {@link SustainedSearch}.
 *
 * @param onePercent highest rate at which at most 1 % are refused; empty if the settings do not ask for it
 * @param sustained  what the service sustains; empty if that is what it serves under overload
 */
public record SustainedResult(Optional<OnePercentRate> onePercent, Optional<Sustained> sustained) {}
