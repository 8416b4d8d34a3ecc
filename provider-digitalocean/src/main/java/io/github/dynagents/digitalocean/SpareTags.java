package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.pojo.Tag;
import com.myjeeva.digitalocean.pojo.TagDropletResource;
import com.myjeeva.digitalocean.pojo.Tags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lease tags that are left of Droplets that are no more: tags stay until somebody deletes them. */
final class SpareTags {
    private static final Duration YOUNG = Duration.ofHours(1);
    private static final int MOST_PAGES = 1000;
    /** So that tidying up stays well within the rate limit and a call's time; the rest goes next time. */
    private static final int MOST_AT_ONCE = 100;

    private final Api api;
    private final DropletTags tags;

    SpareTags(Api api, DropletTags tags) {
        this.api = api;
        this.tags = tags;
    }

    /**
     * Deletes those that no Droplet bears and that are older than an hour. A tag that a lagging list shows as free all the
     * same would take from its Droplet only what it says of its lease, never its owner.
     */
    void delete() throws IOException {
        List<String> spare = new ArrayList<>();
        for (int number = 1; number <= MOST_PAGES; number++) {
            Api.Reply<Tags> page = api.tags(number);
            if (page.value().getTags() == null) {
                throw new WrongAnswer("it holds no list of tags");
            }
            for (Tag tag : page.value().getTags()) {
                if (isSpare(tag, page.asOf())) {
                    spare.add(tag.getName());
                }
            }
            if (!Api.hasNext(page.value())) {
                break;
            }
        }
        for (String tag : spare.subList(0, Math.min(MOST_AT_ONCE, spare.size()))) {
            try {
                api.deleteTag(tag);
            } catch (Refusal e) {
                if (e.status() != 404) {
                    throw e;
                }
            }
        }
    }

    private boolean isSpare(Tag tag, Instant now) throws WrongAnswer {
        if (tag == null || tag.getName() == null) {
            throw new WrongAnswer("a tag without a name");
        }
        TagDropletResource droplets =
                tag.getResources() == null ? null : tag.getResources().getDroplets();
        return droplets != null
                && droplets.getCount() == 0 // of an answer that tells it: see Exchange
                && tags.boughtAt(tag.getName())
                        .filter(bought -> bought.plus(YOUNG).isBefore(now))
                        .isPresent();
    }
}
