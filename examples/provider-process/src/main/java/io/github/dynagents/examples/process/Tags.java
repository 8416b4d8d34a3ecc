package io.github.dynagents.examples.process;

import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What a machine says about itself, so that a daemon that has forgotten everything knows it again. */
record Tags(String owner, String pool, String offering, Instant created) {
    static Tags of(Purchase purchase, Instant created) {
        return new Tags(purchase.owner(), purchase.pool(), purchase.offering().value(), created);
    }

    /** The same of a machine that was made then. */
    Tags created(Instant other) {
        return new Tags(owner, pool, offering, other);
    }

    /**
     * Those in a file; empty if there is none.
     *
     * @throws IOException also if it makes no sense: whose machine it is is not known then, which is not the same as
     *     nobody's
     */
    static Optional<Tags> read(Path file) throws IOException {
        Properties found = new Properties();
        try {
            found.load(new StringReader(Files.readString(file)));
            return Optional.of(
                    new Tags(text(found, "owner"), text(found, "pool"), text(found, "offering"), created(found)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(
                    file + " is damaged (" + e.getMessage() + "): put it right, or end the machine by \"sh "
                            + file.resolveSibling("boot.sh") + " kill\" and remove its directory",
                    e);
        }
    }

    void write(Path file) throws IOException {
        Properties tags = new Properties();
        tags.setProperty("owner", owner);
        tags.setProperty("pool", pool);
        tags.setProperty("offering", offering);
        tags.setProperty("created", created.toString());
        StringWriter text = new StringWriter();
        tags.store(text, null);
        Files.writeString(file, text.toString());
    }

    private static Instant created(Properties from) {
        return Instant.parse(text(from, "created"));
    }

    private static String text(Properties from, String key) {
        String value = from.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("no tag \"" + key + "\"");
        }
        return value;
    }
}
