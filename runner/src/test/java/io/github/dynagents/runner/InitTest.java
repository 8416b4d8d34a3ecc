package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.runner.internal.config.Config;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void whatItPrintsPassesTheCheckOnceTheSecretsAreSet() {
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
        Shell shell = new Shell(directory);
        String printed = shell.run("init").out();
        shell.file("dynagents.yaml", printed);
        assertThat(shell.run("check").code()).isEqualTo(ExitCode.CONFIGURATION.code());

        Shell.Ran ran =
                shell.with("DRONE_TOKEN", "t").with("DRONE_RPC_SECRET", "r").run("check");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void whatIsCommentedOutPassesTooOnceItIsNot() {
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
        Shell shell = new Shell(directory)
                .with("DRONE_TOKEN", "t")
                .with("DRONE_RPC_SECRET", "r")
                .with("DRONE_WEBHOOK_SECRET", "w")
                .with("DYNAGENTS_LEASE_SECRET", "sixteen characters")
                .with("TIN_KEY", "k")
                .with("ALERT_URL", "https://alerts.example.com/a");
        Matcher commented = Pattern.compile("(?m)^( *)# (( {2})?[a-z-]+:( .*)?)$")
                .matcher(shell.run("init").out());
        String full = commented.replaceAll("$1$2");

        Shell.Ran ran = shell.file("dynagents.yaml", full).run("check");

        assertThat(full).contains("\n    webhook:").contains("\n      key: ${TIN_KEY}");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void itMentionsEveryKeyThatThereIs() {
        String printed = new Shell(directory).run("init").out();

        assertThat(keys(Config.class))
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> assertThat(printed).containsPattern("[ {]" + key + ":|(?m)^" + key + ":"));
    }

    @Test
    void withoutAnyProviderItSaysWhatToDo() {
        assertThat(new Shell(directory).run("init").err())
                .isEqualTo("no provider was found, so the accounts are an example; put a provider's jar into "
                        + directory.resolve("plugins") + " and run this again\n");
    }

    private static List<String> keys(Type type) {
        List<String> keys = new ArrayList<>();
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                keys.addAll(keys(argument));
            }
        } else if (type instanceof Class<?> plain
                && plain.getPackageName().equals(Config.class.getPackageName())
                && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                keys.add(component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
                keys.addAll(keys(component.getGenericType()));
            }
        }
        return keys;
    }
}
