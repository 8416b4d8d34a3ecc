package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTextTest {
    @Test
    void plainTextStaysReadable() {
        assertThat(TagText.of("team-7")).isEqualTo("team-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Team", "a_b", "a:b", "a b", "ö", "日本", "a/b@c", "_5f", "", "-", "\uD83D\uDE00"})
    void anyTextComesBack(String text) {
        assertThat(TagText.of(text)).matches("[a-z0-9_-]*");
        assertThat(TagText.read(TagText.of(text))).contains(text);
    }

    /** DigitalOcean takes tags that differ in capitals alone for one. */
    @Test
    void noTwoTextsBecomeTheSameEvenWithoutCapitals() {
        long seed = Long.getLong("dynagents.seed", System.nanoTime());
        Random random = new Random(seed);
        Set<String> texts = new HashSet<>();
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(random.nextInt(4), 0, 3)
                    .mapToObj(kind -> String.valueOf("aA_5f:-ä".charAt(random.nextInt(8))))
                    .reduce("", String::concat);
            if (texts.add(text)) {
                assertThat(tags.add(TagText.of(text).toLowerCase(Locale.ROOT)))
                        .as("\"%s\", -Ddynagents.seed=%s", text, seed)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a:b", "_", "_5", "_zz", "_61", "_C3", "_ff", "ö", "日"})
    void whatNobodyWroteSoIsNotRead(String tag) {
        assertThat(TagText.read(tag)).isEmpty();
    }
}
