package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} by the environment's value, and reads secrets from files. */
final class Texts {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Path base;

    /** @param base what the paths of secrets are relative to */
    Texts(Map<String, String> environment, Path base) {
        this.environment = environment;
        this.base = base;
    }

    /** Whether the text has anything to replace: then no message may repeat what came of it. */
    static boolean refers(String raw) {
        return REFERENCE.matcher(raw).find();
    }

    /** @throws IllegalArgumentException if a variable is not set; the message tells which and what to do */
    String expand(String raw) {
        Matcher matcher = REFERENCE.matcher(raw);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(variable(matcher.group(1))));
        }
        return matcher.appendTail(text).toString();
    }

    /** @throws IllegalArgumentException if there is none; the message tells why and shows no part of it */
    Secret secret(String raw) {
        String text = raw.startsWith(FILE) ? contents(raw.substring(FILE.length())) : expand(raw);
        if (text.isBlank()) {
            throw new IllegalArgumentException("the secret is empty" + (refers(raw) ? " in " + raw : ""));
        }
        return new Secret(text);
    }

    /** Whether the secret itself stands in the file. */
    static boolean isPlain(String raw) {
        return !raw.startsWith(FILE) && !refers(raw);
    }

    private String variable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("${" + name + "} is no name of an environment variable");
        }
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private String contents(String path) {
        Path file = base.resolve(path);
        try {
            return Files.readString(file).stripTrailing();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is no UTF-8 text", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e, e);
        }
    }
}
