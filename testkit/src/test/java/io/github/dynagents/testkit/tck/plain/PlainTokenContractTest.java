package io.github.dynagents.testkit.tck.plain;

class PlainTokenContractTest extends PlainContract {
    PlainTokenContractTest() {
        super(Flavour.TOKEN);
    }
}
