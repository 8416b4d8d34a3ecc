package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Offering;
import java.util.Optional;

/**
 * Where a pool may buy.
 *
 * @param account a configured account
 * @param template one of its templates; empty for all of them
 */
public record Supply(String account, Optional<String> template) {
    /** Reads {@code account} or {@code account/template}. */
    public static Supply parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Supply(text, Optional.empty())
                : new Supply(text.substring(0, slash), Optional.of(text.substring(slash + 1)));
    }

    boolean sells(Offering offering) {
        return offering.id().account().equals(account)
                && (template.isEmpty() || template.get().equals(offering.template()));
    }

    @Override
    public String toString() {
        return account + template.map(t -> "/" + t).orElse("");
    }
}
