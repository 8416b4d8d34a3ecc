package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider that fails where it must not: it is told, and another account of the same pool serves the jobs. */
class BadProviderIT {
    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aFileThatIsNoJarIsToldAndTheOthersAreUsed() throws Exception {
        Files.writeString(site.plugins().resolve("broken.jar"), "this is no jar");

        Child daemon = theGoodAccountServes(site.configuration());

        assertThat(daemon.lines("broken.jar")).isNotEmpty();
    }

    @Test
    void aRuntimeExceptionInListStopsPurchasesAtThatAccountOnly() throws Exception {
        Child daemon = theGoodAccountServes(faulty("list", "runtime"));

        assertThat(daemon.lines("nothing is bought at account bad: "))
                .anySatisfy(line -> assertThat(line).contains("IllegalStateException: a fault of list"));
    }

    @Test
    void aLinkageErrorInListStopsPurchasesAtThatAccountOnly() throws Exception {
        Child daemon = theGoodAccountServes(faulty("list", "linkage"));

        assertThat(daemon.lines("nothing is bought at account bad: "))
                .anySatisfy(line -> assertThat(line).contains("NoClassDefFoundError: example/Missing"));
    }

    @Test
    void aListThatHangsStopsPurchasesAtThatAccountOnly() throws Exception {
        Child daemon = theGoodAccountServes(faulty("list", "hang"));

        daemon.awaitText("no answer within 2s");
        assertThat(daemon.lines("loop ordered "))
                .allSatisfy(line -> assertThat(line).contains(" as good:small "));
    }

    @Test
    void aRuntimeExceptionInBuyLeavesThatAccountForAnother() throws Exception {
        Child daemon = theGoodAccountServesWhatTheBadOneCannot(faulty("buy", "runtime"));

        assertThat(daemon.lines("IllegalStateException: a fault of buy")).isNotEmpty();
    }

    @Test
    void aLinkageErrorInBuyLeavesThatAccountForAnother() throws Exception {
        Child daemon = theGoodAccountServesWhatTheBadOneCannot(faulty("buy", "linkage"));

        assertThat(daemon.lines("NoClassDefFoundError: example/Missing")).isNotEmpty();
    }

    @Test
    void aPurchaseThatHangsLeavesThatAccountForAnother() throws Exception {
        Child daemon = theGoodAccountServesWhatTheBadOneCannot(faulty("buy", "hang"));

        assertThat(daemon.lines("no answer within 2s")).isNotEmpty();
    }

    private Configuration faulty(String call, String how) throws Exception {
        PluginJar.packInto(site.plugins(), site.plugins().resolveSibling("classes"));
        return site.configuration().accountOf("faulty", "bad", "call: " + call + ", how: " + how);
    }

    private Child theGoodAccountServes(Configuration configuration) throws Exception {
        Child daemon = site.run(configuration.account("good", "1.00"));
        theGoodAccountServesOneMore(daemon);
        return daemon;
    }

    /** The account whose first list comes first may get the first job, whatever it costs. The second is the bad one's. */
    private Child theGoodAccountServesWhatTheBadOneCannot(Configuration configuration) throws Exception {
        Child daemon = theGoodAccountServes(configuration);
        theGoodAccountServesOneMore(daemon);
        assertThat(daemon.lines(" as bad:small ")).isNotEmpty();
        return daemon;
    }

    private void theGoodAccountServesOneMore(Child daemon) throws Exception {
        long build = site.drone().enqueue(1);
        site.drone().awaitStatus(build, "success");
        site.awaitNothingLeft();
        assertThat(site.machines("good"))
                .extracting(MachineFiles::name)
                .containsAll(site.drone().build(build).machines());
        assertThat(daemon.isAlive()).isTrue();
        assertThat(daemon.log()).doesNotContain("a tick failed");
    }
}
