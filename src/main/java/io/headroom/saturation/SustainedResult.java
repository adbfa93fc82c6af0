package io.headroom.saturation;

import java.util.Optional;

/**
 * The result of a {@link SustainedSearch}.
 *
 * @param onePercent highest rate at which at most 1 % are refused, from as few steps as show what is sustained if the settings ask
 *                   for none
 * @param sustained  what the service sustains; empty if that is what it serves under overload
 */
public record SustainedResult(OnePercentRate onePercent, Optional<Sustained> sustained) {}
