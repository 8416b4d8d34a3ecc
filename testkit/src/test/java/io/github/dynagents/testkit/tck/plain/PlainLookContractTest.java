package io.github.dynagents.testkit.tck.plain;

class PlainLookContractTest extends PlainContract {
    PlainLookContractTest() {
        super(Flavour.LOOK);
    }
}
