package io.github.dynagents.testkit.fault;

/** Is told whenever a fault takes effect: when something really went wrong, not when it merely could have. */
@FunctionalInterface
public interface Effects {
    /** Tells nobody. */
    Effects UNHEARD = (kind, place) -> {};

    /**
     * A fault takes effect now.
     *
     * @param place where, such as an account or a CI server, by its name
     */
    void took(FaultKind kind, String place);
}
