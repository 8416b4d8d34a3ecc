package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CellsTest {
    private final Cells cells = new Cells(2);

    @Test
    void aCellThatHasSeenNothingCorrectsNothing() {
        assertThat(cells.factor(0)).isEqualTo(1);
    }

    @Test
    void oneEventIsNotBelievedAHundredAre() {
        cells.see(0);
        assertThat(cells.factor(0)).isBetween(1.0, 1.2);
        for (int i = 0; i < 1000; i++) {
            cells.see(0);
            cells.expect(0, 0.5);
        }
        assertThat(cells.factor(0)).isCloseTo(2, within(0.03));
        assertThat(cells.factor(1)).isEqualTo(1);
    }

    @Test
    void whatIsForetoldAndDoesNotComeIsForetoldLess() {
        cells.expect(1, 6);
        assertThat(cells.factor(1)).isEqualTo(0.5);
    }

    @Test
    void aCopyLearnsForItself() {
        Cells copy = cells.copy();
        copy.see(0);
        assertThat(cells.seen(0)).isZero();
        assertThat(copy.seen(0)).isEqualTo(1);
    }
}
