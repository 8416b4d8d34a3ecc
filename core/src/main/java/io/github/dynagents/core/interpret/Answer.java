package io.github.dynagents.core.interpret;

import io.github.dynagents.core.spi.Failure;

/** What became of a {@link Call}. */
public sealed interface Answer<T> {
    /** It returned. */
    record Value<T>(T value) implements Answer<T> {}

    /** It threw; anything but a {@link Failure} has become one of kind BROKEN. */
    record Failed<T>(Failure failure) implements Answer<T> {}

    /**
     * Makes the call here and now. Whatever a plugin throws ends here: exceptions and linkage errors become
     * failures of unknown effect; only errors of the JVM itself pass.
     */
    static <T> Answer<T> of(Call<T> call) {
        try {
            T value = call.make();
            return value == null
                    ? new Failed<>(Failure.unknownEffect(Failure.Kind.BROKEN, "the plugin failed: it returned null"))
                    : new Value<>(value);
        } catch (Failure e) {
            return new Failed<>(e);
        } catch (Exception | LinkageError | AssertionError e) {
            return new Failed<>(Failure.unknownEffect(
                            Failure.Kind.BROKEN,
                            "the plugin failed: " + e.getClass().getName() + ": " + e.getMessage())
                    .because(e));
        }
    }
}
