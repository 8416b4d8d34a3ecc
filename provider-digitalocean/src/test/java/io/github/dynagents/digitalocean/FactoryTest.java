package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Spi;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactoryTest {
    @AutoClose
    private final Site site = new Site();

    private void refuses(String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> site.open()).withMessageContaining(message);
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(MachinesFactory.class)).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("digitalocean");
            assertThat(it.spi()).isEqualTo(Spi.VERSION);
        });
    }

    @Test
    void openingMakesNoCall() {
        site.open().close();
        assertThat(site.fake.recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "ftp://example.com",
                "api.digitalocean.com",
                "https://u:p@example.com",
                "::"
            })
    void anEndpointThatWouldShowTheTokenIsRefused(String endpoint) {
        site.account("endpoint", endpoint);
        refuses("option \"endpoint\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1/", "http://localhost:1/do", "http://[::1]:1", "https://example.com/do/"})
    void anEndpointMayBeAnywhereElse(String endpoint) {
        site.account("endpoint", endpoint).open().close();
    }

    @Test
    void nonsenseIsRefusedByName() {
        site.account("timeout", Duration.ZERO);
        refuses("option \"timeout\"");
        site.account("timeout", Duration.ofSeconds(1)).account("regions", List.of());
        refuses("option \"regions\"");
        site.account("regions", List.of("Frankfurt 1"));
        refuses("option \"regions\" of template \"small\"");
        site.account("regions", List.of("fra1")).account("billing-minimum-charge", Money.dollars("-1"));
        refuses("option \"billing-minimum-charge\"");
    }

    @Test
    void soItIsInATemplate() {
        site.template("sizes", List.of());
        refuses("option \"sizes\" of template \"small\"");
        site.template("sizes", List.of("s-2vcpu-4gb")).template("image", " ");
        refuses("option \"image\" of template \"small\"");
        site.template("image", "x").template("speed", 0.0);
        refuses("option \"speed\" of template \"small\"");
    }

    /** A list by tag is not said to show them; and what no list shows is never released. */
    @Test
    void gpuDropletsAreRefused() {
        site.template("sizes", List.of("gpu-h100x1-80gb"));
        refuses("must not name GPU Droplets");
    }

    @Test
    void anOwnerThatFitsNoTagIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> site.open("ö".repeat(50)))
                .withMessageContaining("too long for a tag");
    }
}
