package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.pojo.Droplet;
import com.myjeeva.digitalocean.pojo.Image;
import com.myjeeva.digitalocean.pojo.Key;
import com.myjeeva.digitalocean.pojo.Region;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Turns purchases into Droplets: each is sent once, whatever happens. */
final class Purchases {
    private final Api api;
    private final DropletTags tags;
    private final List<Kind> kinds;
    private final Context context;
    private final SentOnce sent = new SentOnce();

    Purchases(Api api, DropletTags tags, List<Kind> kinds, Context context) {
        this.api = api;
        this.tags = tags;
        this.kinds = kinds;
        this.context = context;
    }

    /** What to send for a purchase. Makes no call; refuses what cannot be, with no effect. */
    Droplet order(Purchase purchase) throws Failure {
        Kind kind = kinds.stream()
                .filter(each -> each.id(context.account()).equals(purchase.offering()))
                .findFirst()
                .orElseThrow(() -> invalid("account \"" + context.account() + "\" has no offering "
                        + purchase.offering()
                        + "; it is TEMPLATE/SIZE/REGION, of those that are configured"));
        if (!purchase.owner().equals(context.owner())) {
            throw invalid("the purchase is of another owner: " + purchase.owner());
        }
        List<String> all = tags.of(purchase);
        for (String tag : all) {
            if (tag.length() > DropletTags.LONGEST) {
                throw invalid("of " + purchase.name() + ", a tag would be longer than DigitalOcean's "
                        + DropletTags.LONGEST + " letters: " + tag);
            }
        }
        return droplet(purchase, kind.template(), kind.size(), kind.region(), all, UserData.of(purchase));
    }

    private static Droplet droplet(
            Purchase purchase, Template template, String size, String region, List<String> tags, String script) {
        Droplet droplet = new Droplet();
        droplet.setName(purchase.name().value());
        droplet.setSize(size);
        droplet.setRegion(new Region(region));
        droplet.setImage(
                isNumber(template.image())
                        ? new Image(Integer.valueOf(template.image()))
                        : new Image(template.image()));
        droplet.setKeys(template.sshKeys().stream().map(Purchases::key).toList());
        droplet.setTags(tags);
        droplet.setUserData(asSent(script));
        droplet.setInstallMonitoring(template.monitoring());
        return droplet;
    }

    private static Key key(String named) {
        if (isNumber(named)) {
            return new Key(Integer.valueOf(named));
        }
        Key key = new Key();
        key.setFingerprint(named);
        return key;
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }

    /** The API's client writes ISO 8859-1 on the wire and calls it JSON, which is UTF-8: so its letters are our bytes. */
    private static String asSent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Sends an order, if its name was not sent before, and it is not too late. */
    Machine send(Purchase purchase, Droplet order) throws Failure {
        Optional<CompletableFuture<SentOnce.Fate>> before = sent.takenBefore(
                purchase.name(), purchase.sendBefore(), context.clock().instant());
        if (before.isPresent()) {
            return madeBefore(purchase, before.get());
        }
        SentOnce.Fate fate = new SentOnce.Fate.NotSent();
        try {
            if (context.clock().instant().isAfter(purchase.sendBefore())) {
                throw Failure.of(
                        Failure.Kind.UNAVAILABLE,
                        purchase.name() + " was to be sent before " + purchase.sendBefore() + ", and it is later");
            }
            fate = new SentOnce.Fate.Unknown();
            Machine machine = machine(purchase, api.create(order).value());
            fate = new SentOnce.Fate.Made(machine);
            return machine;
        } catch (IOException e) {
            Failure failure = Failures.of("buying " + purchase.name(), Failure.Effect.UNKNOWN, e);
            if (failure.effect() == Failure.Effect.NONE) {
                fate = e instanceof Unanswered
                        ? new SentOnce.Fate.NotSent()
                        : new SentOnce.Fate.Refused(String.valueOf(failure.getMessage()));
            }
            throw failure;
        } finally {
            sent.became(purchase.name(), fate);
        }
    }

    private static Machine machine(Purchase purchase, Droplet made) throws WrongAnswer {
        if (!Shown.checked(made).getName().equals(purchase.name().value())) {
            throw new WrongAnswer("it made a Droplet named \"" + made.getName() + "\"");
        }
        return Machine.builder(
                        purchase.name(),
                        made.getId().toString(),
                        made.getCreatedDate().toInstant())
                .pool(purchase.pool())
                .offering(purchase.offering())
                .lease(purchase.lease())
                .build();
    }

    /**
     * The machine, if it is what this purchase would buy.
     *
     * @throws Failure INVALID if it was bought with other arguments
     */
    static Machine same(Machine machine, Purchase purchase) throws Failure {
        boolean same = machine.pool().equals(Optional.of(purchase.pool()))
                && machine.offering().equals(Optional.of(purchase.offering()))
                && machine.lease()
                        .map(lease -> lease.mark().equals(purchase.lease().mark()))
                        .orElse(false);
        if (!same) {
            throw invalid(purchase.name() + " was bought before, with other arguments; buy under another name");
        }
        return machine;
    }

    /** It is not in the list, or it would have been found there. */
    private Machine madeBefore(Purchase purchase, CompletableFuture<SentOnce.Fate> before) throws Failure {
        return switch (outcome(purchase, before)) {
            case SentOnce.Fate.Made made -> stillThere(same(made.machine(), purchase));
            case SentOnce.Fate.Refused refused ->
                throw invalid(purchase.name() + " was refused already (" + refused.why() + "); buy under another name");
            case SentOnce.Fate.Unknown unknown ->
                throw Failure.unknownEffect(
                        Failure.Kind.UNAVAILABLE,
                        purchase.name() + " was sent already, and is sent only once; settle it");
            case SentOnce.Fate.NotSent notSent ->
                throw Failure.of(Failure.Kind.UNAVAILABLE, purchase.name() + " could not be sent");
        };
    }

    private static SentOnce.Fate outcome(Purchase purchase, CompletableFuture<SentOnce.Fate> before) throws Failure {
        try {
            return before.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unknownEffect(
                            Failure.Kind.UNAVAILABLE,
                            "buying " + purchase.name() + ": interrupted while another call sends it")
                    .because(e);
        } catch (ExecutionException e) {
            throw Failure.unknownEffect(Failure.Kind.BROKEN, "buying " + purchase.name() + ": " + e)
                    .because(e);
        }
    }

    private Machine stillThere(Machine machine) throws Failure {
        try {
            api.droplet(Integer.parseInt(machine.nativeId()));
            return machine;
        } catch (Refusal e) {
            if (e.status() == 404) {
                throw invalid(machine.name() + " was a machine once; buy under another name");
            }
            throw Failures.of("looking for " + machine.name(), Failure.Effect.NONE, e);
        } catch (IOException e) {
            throw Failures.of("looking for " + machine.name(), Failure.Effect.NONE, e);
        }
    }

    private static Failure invalid(String what) {
        return Failure.of(Failure.Kind.INVALID, what);
    }
}
