package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.internal.plugin.Plugins;
import java.nio.file.Path;
import java.util.function.Function;

/** Finds the providers, given the configured folder. */
interface PluginSearch extends Function<Path, Plugins> {}
