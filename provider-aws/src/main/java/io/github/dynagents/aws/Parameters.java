package io.github.dynagents.aws;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Agents' secrets in Systems Manager's Parameter Store, encrypted with the account's own key: {@code
 * /dynagents/OWNER/machines/NAME}.
 */
final class Parameters {
    /** Of a parameter that costs nothing. */
    private static final int LONGEST = 4096;

    private static final int MOST_NAMES = 10;
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Clients clients;
    private final Exchange exchange;
    private final Context context;

    Parameters(Clients clients, Exchange exchange, Context context) {
        this.clients = clients;
        this.exchange = exchange;
        this.context = context;
    }

    /** Where those of a machine are. */
    String name(MachineName machine) {
        return folder(context.owner()) + machine;
    }

    /** Where all of an owner's are; owners whose names differ have folders that differ. */
    static String root(String owner) {
        return "/dynagents/" + Words.safe(owner) + "/";
    }

    /** Where those of its machines are. */
    static String folder(String owner) {
        return path(owner) + "/";
    }

    /** The same, as a path to ask for: rights are checked by it, with no slash at its end. */
    static String path(String owner) {
        return root(owner) + "machines";
    }

    /**
     * Keeps a machine's secrets; safe to repeat.
     *
     * @throws Failure INVALID if there are others under that name, or they are too long
     */
    void keep(MachineName machine, SortedMap<String, Secret> secrets) throws Failure {
        String doing = "keeping the secrets of " + machine;
        String text = text(secrets);
        if (text.length() > LONGEST) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    doing + ": they are of " + text.length() + " letters, and a parameter takes " + LONGEST
                            + "; use secrets: user-data");
        }
        try {
            exchange.ask(
                    doing,
                    () -> clients.ssm()
                            .putParameter(request -> request.name(name(machine))
                                    .type(ParameterType.SECURE_STRING)
                                    .value(text)));
        } catch (Failure e) {
            boolean isThere = Refusal.in(e)
                    .filter(refusal -> refusal.code().startsWith("ParameterAlreadyExists"))
                    .isPresent();
            if (!isThere) {
                throw e;
            }
            checkSame(doing, machine, text);
        }
    }

    private void checkSame(String doing, MachineName machine, String text) throws Failure {
        Parameter there = exchange.ask(
                        doing,
                        () -> clients.ssm()
                                .getParameter(
                                        request -> request.name(name(machine)).withDecryption(true)))
                .parameter();
        if (!text.equals(there.value())) {
            throw Failure.of(
                    Failure.Kind.INVALID, machine + " was bought before, with other secrets; buy under another name");
        }
    }

    /** {@code NAME:BASE64}, with commas between: letters that need no care in JSON nor in a shell. */
    private static String text(SortedMap<String, Secret> secrets) {
        return secrets.entrySet().stream()
                .map(entry -> entry.getKey() + ":"
                        + Base64.getEncoder()
                                .encodeToString(entry.getValue().reveal().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    /** Removes what belongs to names that are no more, and is older than an hour. */
    void tidy(SortedSet<MachineName> alive) throws Failure {
        String doing = "removing secrets of machines that are no more";
        String folder = folder(context.owner());
        Instant old = context.clock().instant().minus(YOUNG);
        List<String> spare = exchange.change( // as a part of what is to change something
                doing,
                () ->
                        clients
                                .ssm()
                                .getParametersByPathPaginator(request -> request.path(path(context.owner())))
                                .stream()
                                .flatMap(page -> page.parameters().stream())
                                .filter(parameter ->
                                        parameter.lastModifiedDate().isBefore(old))
                                .map(Parameter::name)
                                .filter(name ->
                                        name.startsWith(folder) && !isAlive(name.substring(folder.length()), alive))
                                .toList());
        for (List<String> part : Parts.of(spare, MOST_NAMES)) {
            exchange.change(doing, () -> clients.ssm().deleteParameters(request -> request.names(part)));
        }
    }

    private static boolean isAlive(String name, SortedSet<MachineName> alive) {
        return MachineName.isValid(name) && alive.contains(new MachineName(name));
    }
}
