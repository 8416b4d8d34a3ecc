package io.github.dynagents.digitalocean;

import io.github.dynagents.core.model.OfferingId;

/** A template on a size in a region: what one offering sells. */
record Kind(Template template, String size, String region) {
    OfferingId id(String account) {
        return new OfferingId(account, template.name() + "/" + size + "/" + region);
    }
}
