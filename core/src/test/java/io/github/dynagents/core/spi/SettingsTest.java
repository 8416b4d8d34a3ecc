package io.github.dynagents.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final List<Option> OPTIONS = List.of(
            Option.secret("token", true, "from the provider's page"),
            Option.of("price", Money.class, "0.05", "what an hour costs"),
            Option.of("regions", List.class, "[fra1, ams3]", "where to buy"),
            Option.optional("boot", Duration.class, "how long a boot takes"));
    private static final Secret TOKEN = new Secret("hush");

    @Test
    void defaultsAreFilledInAndWhatIsOptionalMayBeAbsent() {
        Settings settings = Settings.read(OPTIONS, Map.of("token", TOKEN));

        assertThat(settings.get("price", Money.class)).isEqualTo(Money.dollars("0.05"));
        assertThat(settings.texts("regions")).containsExactly("fra1", "ams3");
        assertThat(settings.find("boot", Duration.class)).isEmpty();
    }

    @Test
    void aMissingOptionIsRefusedByName() {
        assertThatThrownBy(() -> Settings.read(OPTIONS, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option \"token\" is missing: from the provider's page");
    }

    @Test
    void anUnknownOptionIsRefusedByName() {
        assertThatThrownBy(() -> Settings.read(OPTIONS, Map.of("token", TOKEN, "regoins", List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"regoins\"");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedByNameAndNotShown() {
        assertThatThrownBy(() -> Settings.read(OPTIONS, Map.of("token", "hush")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option \"token\" must be a secret, not a String");
        assertThatThrownBy(() -> Settings.read(OPTIONS, Map.of("token", TOKEN, "boot", 90)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"boot\" must be a duration");
    }
}
