package io.github.dynagents.digitalocean;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * The fake as a process in real time, for trying the packaged daemon by hand; {@code docs/testing.md} shows how. Its
 * Droplets come up and are listed, but nothing runs on them.
 */
public final class FakeDigitalOceanMain {
    private FakeDigitalOceanMain() {}

    /** Serves until it is killed; its argument is the port to listen at on loopback. */
    public static void main(String[] args) throws Exception {
        try (FakeDigitalOcean fake = new FakeDigitalOcean(Clock.systemUTC(), Integer.parseInt(args[0]))) {
            fake.before(request -> System.out.println(request.method() + " " + request.path() + " " + request.query()));
            System.out.println(fake.address() + ", token " + FakeDigitalOcean.TOKEN);
            new CountDownLatch(1).await();
        }
    }
}
