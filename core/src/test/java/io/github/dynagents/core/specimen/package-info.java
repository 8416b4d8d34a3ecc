/** What the rules of core's architecture forbid: shown to them by {@code ArchitectureRulesTest}. */
package io.github.dynagents.core.specimen;
