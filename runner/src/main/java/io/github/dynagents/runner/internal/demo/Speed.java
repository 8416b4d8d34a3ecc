package io.github.dynagents.runner.internal.demo;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast the day passes. */
sealed interface Speed {
    /** As fast as it can be computed. */
    record Max() implements Speed {}

    /** So much faster than real, all the time. */
    record Factor(int times) implements Speed {}

    /** The day in some 45 seconds, slower while there is most to see. */
    record Usual() implements Speed {}

    /**
     * Reads {@code max} or a factor such as {@code 60x}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Speed parse(String text) {
        if (text.equals("max")) {
            return new Max();
        }
        Matcher factor = Pattern.compile("([1-9][0-9]{0,5})x").matcher(text);
        if (!factor.matches()) {
            throw new IllegalArgumentException(
                    "expected max, or a factor from 1x to 999999x such as 60x, not \"" + text + "\"");
        }
        return new Factor(Integer.parseInt(factor.group(1)));
    }

    /** How much of the day passes in so much real time; not asked of the greatest speed. */
    default Duration passes(Duration real, boolean muchToSee) {
        return switch (this) {
            case Max max -> Duration.ofHours(1);
            case Factor factor -> real.multipliedBy(factor.times());
            case Usual usual -> real.multipliedBy(muchToSee ? 300 : 1400);
        };
    }

    /** For how long a scene that must not be missed is held. */
    default Duration hold() {
        return this instanceof Usual ? Duration.ofSeconds(2) : Duration.ZERO;
    }
}
