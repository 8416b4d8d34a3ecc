package io.github.dynagents.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "linux-k3f9x2ab7c", "a0", "abcdefghijklmnopqrstuvwxyz-0123456789-ab"})
    void aLabelIsAMachineName(String name) {
        assertThat(new MachineName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "0a", "A", "a.b", "a_b", "ä", "abcdefghijklmnopqrstuvwxyz-0123456789-abc"})
    void whatIsNoLabelIsNoMachineName(String name) {
        assertThat(MachineName.isValid(name)).isFalse();
        assertThatThrownBy(() -> new MachineName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @CsvSource({"linux/amd64", "linux/arm64/v8", "windows/amd64//1809", "windows/amd64/v1/1809"})
    void aPlatformIsShownAsItIsRead(String text) {
        assertThat(Platform.parse(text)).hasToString(text);
    }

    @Test
    void aPlatformHasItsParts() {
        assertThat(Platform.parse("linux/arm64/v8")).isEqualTo(new Platform("linux", "arm64", "v8", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "/amd64", "linux/", "linux/amd64/v8/1809/x"})
    void whatIsNoPlatformIsRejected(String text) {
        assertThatThrownBy(() -> Platform.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("linux/amd64");
    }

    @Test
    void labelsKeepTheOrderOfTheirKeys() {
        Labels labels = Labels.of(Map.of("c", "3", "a", "1", "b", "2"));
        assertThat(labels).hasToString("{a=1, b=2, c=3}");
        assertThat(labels.get("b")).contains("2");
        assertThat(labels.get("d")).isEmpty();
        assertThatThrownBy(() -> labels.sorted().put("d", "4")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void idsAreOrderedByTheirPlaceFirst() {
        assertThat(List.of(new JobId("b", "1"), new JobId("a", "2"), new JobId("a", "1")).stream()
                        .sorted()
                        .map(JobId::toString))
                .containsExactly("a#1", "a#2", "b#1");
        assertThat(List.of(new OfferingId("b", "1"), new OfferingId("a", "2"), new OfferingId("a", "1")).stream()
                        .sorted()
                        .map(OfferingId::toString))
                .containsExactly("a:1", "a:2", "b:1");
    }
}
