package io.github.dynagents.runner;

import io.github.dynagents.runner.internal.command.Asking;
import java.io.Console;
import java.util.Optional;

/** Asks at the console, if the program has one: its input and its output are both a terminal. */
final class AtConsole implements Asking {
    @Override
    public Optional<String> ask(String question) {
        return Optional.ofNullable(System.console())
                .filter(AtConsole::isTerminal)
                // the end of the input is an answer too, an empty one
                .map(console ->
                        Optional.ofNullable(console.readLine("%s ", question)).orElse(""));
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells which it is. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
