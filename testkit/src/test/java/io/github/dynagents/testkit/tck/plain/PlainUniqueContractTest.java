package io.github.dynagents.testkit.tck.plain;

class PlainUniqueContractTest extends PlainContract {
    PlainUniqueContractTest() {
        super(Flavour.UNIQUE);
    }
}
