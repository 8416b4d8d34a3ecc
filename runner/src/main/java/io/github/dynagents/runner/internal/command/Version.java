package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.spi.Spi;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is: the jar knows. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "dynagents " + ofProgram() + ", provider interface " + Spi.VERSION + ", Java " + Runtime.version()
        };
    }

    /** The program's version alone. */
    static String ofProgram() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }
}
