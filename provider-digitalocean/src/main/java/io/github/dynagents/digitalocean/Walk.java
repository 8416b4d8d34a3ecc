package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.pojo.Droplet;
import com.myjeeva.digitalocean.pojo.Droplets;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All pages of a list, read one after the other.
 *
 * <p>One page is of one instant. Of several, each is of another, and a Droplet that goes away meanwhile moves all that
 * follow it up: the first of the next page is then on no page that is read. This shows afterwards: whatever went away
 * after it had been read is missing from the next walk. So a walk is whole if everything of it is in the next walk too;
 * until that is so it is walked again. What comes meanwhile does no harm, and what one walk of a pair shows is taken.
 *
 * @param found by number
 * @param asOf DigitalOcean's time, from before the first page
 * @param pages how many there were
 * @param counted whether there are as many as DigitalOcean says there are
 */
record Walk(SortedMap<Integer, Droplet> found, Instant asOf, int pages, boolean counted) {
    private static final int MOST_WALKS = 6;
    private static final int MOST_PAGES = 1000;

    /** Asks for one page of the list; 1 is the first. */
    interface Page {
        Api.Reply<Droplets> read(int number) throws IOException;
    }

    /**
     * Everything that was there all the time.
     *
     * @throws IOException if a page can't be read
     * @throws Unanswered if the list did not keep still
     */
    static Walk whole(Page page) throws IOException {
        Walk last = once(page);
        for (int walks = 1; !(last.counted && last.pages == 1); walks++) {
            if (walks == MOST_WALKS) {
                throw new Unanswered(
                        "the list changed while it was read, " + MOST_WALKS + " times in a row",
                        false,
                        new IOException(last.found.size() + " Droplets on " + last.pages + " pages"));
            }
            Walk next = once(page);
            if (last.counted && next.found.keySet().containsAll(last.found.keySet())) {
                return last.with(next);
            }
            last = next;
        }
        return last;
    }

    private static Walk once(Page page) throws IOException {
        SortedMap<Integer, Droplet> found = new TreeMap<>();
        Api.Reply<Droplets> reply = page.read(1);
        Instant asOf = reply.asOf();
        int least = Api.total(reply.value());
        int pages = 1;
        while (true) {
            add(reply.value(), found);
            least = Math.min(least, Api.total(reply.value()));
            if (!Api.hasNext(reply.value())) {
                return new Walk(Collections.unmodifiableSortedMap(found), asOf, pages, found.size() >= least);
            }
            pages++;
            if (pages > MOST_PAGES) {
                throw new WrongAnswer("the list has no end");
            }
            reply = page.read(pages);
        }
    }

    private static void add(Droplets page, SortedMap<Integer, Droplet> found) throws WrongAnswer {
        if (page.getDroplets() == null) {
            throw new WrongAnswer("it holds no list of Droplets");
        }
        for (Droplet each : page.getDroplets()) {
            found.put(Shown.checked(each).getId(), each);
        }
    }

    private Walk with(Walk next) {
        SortedMap<Integer, Droplet> both = new TreeMap<>(found);
        both.putAll(next.found);
        return new Walk(Collections.unmodifiableSortedMap(both), asOf, pages, counted);
    }
}
