package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.MachineName;
import java.util.random.RandomGenerator;

/** Makes names of machines: the pool's, as far as it fits, and fifty random bits, so that no two daemons collide. */
final class Names {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int RANDOM_DIGITS = 10;
    private static final int MOST_OF_POOL = 24;

    private final RandomGenerator random;

    Names(RandomGenerator random) {
        this.random = random;
    }

    MachineName next(String pool) {
        StringBuilder name = new StringBuilder(label(pool)).append('-');
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            name.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        // a name that ends like an agent's number (NAME-1) could be taken for one: ten digits never are
        return new MachineName(name.toString());
    }

    private static String label(String pool) {
        String label = pool.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = label.substring(0, Math.min(label.length(), MOST_OF_POOL)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() || !Character.isLetter(cut.charAt(0)) ? "m" + cut : cut;
    }
}
