package io.github.dynagents.runner;

import dagger.BindsInstance;
import dagger.Component;
import io.github.dynagents.runner.internal.command.CommandModule;
import io.github.dynagents.runner.internal.command.Terminal;
import javax.inject.Singleton;
import picocli.CommandLine;

/** What the commands are made of. */
@Singleton
@Component(modules = CommandModule.class)
interface Program {
    CommandLine commandLine();

    /** Makes it for one run. */
    @Component.Factory
    interface Factory {
        Program create(@BindsInstance Terminal terminal);
    }
}
