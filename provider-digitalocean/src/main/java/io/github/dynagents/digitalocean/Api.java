package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.exception.DigitalOceanException;
import com.myjeeva.digitalocean.exception.RequestUnsuccessfulException;
import com.myjeeva.digitalocean.impl.DigitalOceanClient;
import com.myjeeva.digitalocean.pojo.Base;
import com.myjeeva.digitalocean.pojo.Droplet;
import com.myjeeva.digitalocean.pojo.Droplets;
import com.myjeeva.digitalocean.pojo.Links;
import com.myjeeva.digitalocean.pojo.Pages;
import com.myjeeva.digitalocean.pojo.Regions;
import com.myjeeva.digitalocean.pojo.Sizes;
import com.myjeeva.digitalocean.pojo.Tags;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * DigitalOcean's API, a request each. Throws {@link Refusal}, {@link Unanswered} or {@link WrongAnswer}.
 */
final class Api implements AutoCloseable {
    /** The most that it gives. */
    static final int PER_PAGE = 200;

    private final Transport transport;
    private final Secret token;
    private final RateLimit rateLimit;

    Api(Transport transport, Secret token, RateLimit rateLimit) {
        this.transport = transport;
        this.token = token;
        this.rateLimit = rateLimit;
    }

    /** What was answered. */
    record Reply<T>(T value, Answer answer) {
        /** DigitalOcean's time, from before it looked. */
        Instant asOf() throws WrongAnswer {
            Instant date = answer.date().orElseThrow(() -> new WrongAnswer("it bears no date"));
            return date.minus(answer.took());
        }
    }

    Reply<Droplets> droplets(String tag, int page) throws IOException {
        return ask(client -> client.getAvailableDropletsByTagName(tag, page, PER_PAGE));
    }

    Reply<Droplet> droplet(int id) throws IOException {
        return ask(client -> client.getDropletInfo(id));
    }

    Reply<Droplet> create(Droplet droplet) throws IOException {
        return ask(client -> client.createDroplet(droplet));
    }

    void delete(int id) throws IOException {
        ask(client -> client.deleteDroplet(id));
    }

    Reply<Sizes> sizes(int page) throws IOException {
        return ask(client -> client.getAvailableSizes(page));
    }

    Reply<Regions> regions(int page) throws IOException {
        return ask(client -> client.getAvailableRegions(page));
    }

    Reply<Tags> tags(int page) throws IOException {
        return ask(client -> client.getAvailableTags(page, PER_PAGE));
    }

    void deleteTag(String name) throws IOException {
        ask(client -> client.deleteTag(name));
    }

    /** How many there are of what was asked for, on all pages. */
    static int total(Base page) throws WrongAnswer {
        Integer total = page.getMeta() == null ? null : page.getMeta().getTotal();
        if (total == null) {
            throw new WrongAnswer("it does not say how many there are (meta.total)");
        }
        return total;
    }

    static boolean hasNext(Base page) {
        Links links = page.getLinks();
        Pages pages = links == null ? null : links.getPages();
        return pages != null && pages.getNext() != null;
    }

    @Override
    public void close() {
        transport.close();
    }

    private interface Request<T> {
        @Nullable
        T send(DigitalOceanClient client) throws DigitalOceanException, RequestUnsuccessfulException;
    }

    private <T> Reply<T> ask(Request<T> request) throws IOException {
        Exchange exchange = new Exchange(transport, rateLimit);
        T value = value(request, exchange);
        return new Reply<>(value, exchange.answer().orElseThrow(() -> new WrongAnswer("there is none")));
    }

    private <T> T value(Request<T> request, Exchange exchange) throws IOException {
        try {
            T value = request.send(new DigitalOceanClient("v2", token.reveal(), exchange));
            if (value == null) {
                throw new WrongAnswer("a field is of another type than it should be");
            }
            return value;
        } catch (RequestUnsuccessfulException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        } catch (DigitalOceanException | RuntimeException e) {
            throw new WrongAnswer(
                    "what was asked for is not in it (" + e.getClass().getSimpleName() + ")");
        }
    }
}
