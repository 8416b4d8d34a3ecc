package io.github.dynagents.droneclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.droneclient.Matching.Wish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each case is one that Drone's own scheduler decides so. */
class MatchingTest {
    private static final Platform ARM_V8 = new Platform("linux", "arm64", "v8", "");
    private static final Labels BIG = Labels.of(Map.of("size", "big"));

    @Test
    void kindAndTypeDefaultToPipelineAndDocker() {
        assertThat(given(wish("", "", Platform.LINUX_AMD64, Labels.NONE), agents(Platform.LINUX_AMD64, Labels.NONE)))
                .isTrue();
        assertThat(given(
                        wish("", "exec", Platform.LINUX_AMD64, Labels.NONE), agents(Platform.LINUX_AMD64, Labels.NONE)))
                .isFalse();
        assertThat(given(
                        wish("deploy", "", Platform.LINUX_AMD64, Labels.NONE),
                        agents(Platform.LINUX_AMD64, Labels.NONE)))
                .isFalse();
    }

    @Test
    void aVariantIsComparedOnlyWhereTheStageAsksForOne() {
        assertThat(given(plain(Platform.of("linux", "arm64")), agents(ARM_V8, Labels.NONE)))
                .isTrue();
        assertThat(given(plain(ARM_V8), agents(ARM_V8, Labels.NONE))).isTrue();
        assertThat(given(plain(ARM_V8), agents(Platform.of("linux", "arm64"), Labels.NONE)))
                .isFalse();
    }

    @Test
    void aKernelIsComparedOnlyWhereTheStageAsksForOne() {
        Platform old = new Platform("windows", "amd64", "", "1809");
        Platform young = new Platform("windows", "amd64", "", "2022");
        assertThat(given(plain(Platform.of("windows", "amd64")), agents(old, Labels.NONE)))
                .isTrue();
        assertThat(given(plain(old), agents(young, Labels.NONE))).isFalse();
    }

    @Test
    void aRunnerThatTellsNoPlatformIsGivenStagesOfAny() {
        assertThat(given(plain(ARM_V8), agents(new Platform("", "", "", ""), Labels.NONE)))
                .isTrue();
    }

    @Test
    void aStageWithoutPlatformIsNotGivenToARunnerWithOne() {
        assertThat(given(plain(new Platform("", "", "", "")), agents(Platform.LINUX_AMD64, Labels.NONE)))
                .isFalse();
    }

    @Test
    void labelsAreEqualBothWays() {
        Labels more = Labels.of(Map.of("size", "big", "disk", "fast"));
        assertThat(given(wish("", "", Platform.LINUX_AMD64, BIG), agents(Platform.LINUX_AMD64, BIG)))
                .isTrue();
        assertThat(given(wish("", "", Platform.LINUX_AMD64, BIG), agents(Platform.LINUX_AMD64, Labels.NONE)))
                .isFalse();
        assertThat(given(wish("", "", Platform.LINUX_AMD64, Labels.NONE), agents(Platform.LINUX_AMD64, BIG)))
                .isFalse();
        assertThat(given(wish("", "", Platform.LINUX_AMD64, BIG), agents(Platform.LINUX_AMD64, more)))
                .isFalse();
        assertThat(given(wish("", "", Platform.LINUX_AMD64, more), agents(Platform.LINUX_AMD64, BIG)))
                .isFalse();
    }

    @Test
    void poolsComeInTheOrderOfTheConfiguration() {
        Matching matching = new Matching(List.of(
                DroneAgents.builder("zebra", Platform.LINUX_AMD64).build(),
                DroneAgents.builder("ant", Platform.LINUX_AMD64).build()));
        assertThat(matching.servedBy(plain(Platform.LINUX_AMD64))).containsExactly("zebra", "ant");
    }

    private static boolean given(Wish wish, DroneAgents agents) {
        return !new Matching(List.of(agents)).servedBy(wish).isEmpty();
    }

    private static Wish plain(Platform platform) {
        return wish("", "", platform, Labels.NONE);
    }

    private static Wish wish(String kind, String type, Platform platform, Labels labels) {
        return new Wish(kind, type, platform, labels);
    }

    private static DroneAgents agents(Platform platform, Labels labels) {
        return DroneAgents.builder("pool", platform).labels(labels).build();
    }
}
