package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    private static final Shapes SHAPES = Shapes.shipped();

    @ParameterizedTest
    @CsvSource({
        "e2-standard-4, 4, 16, linux/amd64",
        "e2-micro, 0.25, 1, linux/amd64",
        "e2-medium, 1, 4, linux/amd64",
        "n1-standard-1, 1, 3.75, linux/amd64",
        "c4d-standard-2, 2, 7, linux/amd64",
        "t2a-standard-8, 8, 32, linux/arm64",
        "c4a-highcpu-1, 1, 2, linux/arm64"
    })
    void typesAreListed(String type, double vcpus, double memory, String platform) {
        assertThat(SHAPES.find(type)).contains(new Shape(vcpus, memory, Platform.parse(platform)));
    }

    @ParameterizedTest
    @CsvSource({
        "n2-custom-6-20480, 6, 20, linux/amd64, n2-custom",
        "n4a-custom-2-4096, 2, 4, linux/arm64, n4a-custom",
        "custom-2-5632, 2, 5.5, linux/amd64, n1-custom"
    })
    void thoseOfCustomTypesAreInTheirNames(String type, double vcpus, double memory, String platform, String series) {
        assertThat(SHAPES.find(type)).contains(new Shape(vcpus, memory, Platform.parse(platform)));
        assertThat(Shapes.series(type)).isEqualTo(series);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e2",
                "x9-standard-4",
                "x9-custom-2-4096",
                "n2-custom-4-8192-ext",
                "n2-custom-0-8192",
                "n2-custom-9999-8192",
                "c3-standard-4-lssd"
            })
    void othersAreNotGuessed(String type) {
        assertThat(SHAPES.find(type)).isEmpty();
    }

    @Test
    void aSeriesIsKnownByItsListedTypes() {
        assertThat(SHAPES.hasSeries("n2")).isTrue();
        assertThat(SHAPES.hasSeries("n2-custom")).isTrue();
        assertThat(SHAPES.hasSeries("a2")).isFalse();
    }
}
