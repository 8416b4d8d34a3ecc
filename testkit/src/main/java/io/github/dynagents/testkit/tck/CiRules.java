package io.github.dynagents.testkit.tck;

/** What the groups of the contract of a CI server's client share. */
interface CiRules {
    CiBench ci();

    CiBench newCi();
}
