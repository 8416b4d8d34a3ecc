package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.SizedPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All baselines, by their names. */
public final class Baselines {
    private static final Duration DRONE_INTERVAL = Duration.ofMinutes(5);

    /** How a name is read: numbers in it may be others. */
    private record Form(String example, Pattern pattern, Function<MatchResult, NamedPolicy> make) {
        Form(String example, String regex, Function<MatchResult, NamedPolicy> make) {
            this(example, Pattern.compile(regex), make);
        }

        Optional<NamedPolicy> read(String name) {
            Matcher matcher = pattern.matcher(name);
            return matcher.matches() ? Optional.of(make.apply(matcher)) : Optional.empty();
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("economic", "economic", m -> NamedPolicy.ECONOMIC),
            new Form(
                    "economic without learning",
                    "economic without learning",
                    m -> new NamedPolicy(m.group(), new Unlearned(NamedPolicy.ECONOMIC.policy()), false)),
            new Form(
                    "always-on n=4",
                    "always-on n=(\\d{1,6})",
                    m -> NamedPolicy.of(m.group(), new AlwaysOn(number(m, 1)))),
            new Form(
                    "drone 2..4 (default)",
                    "drone (\\d{1,6})\\.\\.(\\d{1,6})(?: (\\d{1,4})m)?(?: \\(default\\))?",
                    m -> NamedPolicy.of(
                            m.group(),
                            new Drone(
                                    number(m, 1),
                                    number(m, 2),
                                    m.group(3) == null ? DRONE_INTERVAL : Duration.ofMinutes(number(m, 3))))),
            new Form(
                    "woodpecker 1..10 (default)",
                    "woodpecker (\\d{1,6})\\.\\.(\\d{1,6})(?: \\(default\\))?",
                    m -> NamedPolicy.of(m.group(), new Woodpecker(number(m, 1), number(m, 2)))),
            new Form("original one-node rule", "original one-node rule", m -> NamedPolicy.of(m.group(), new OneNode())),
            new Form(
                    "one machine per job",
                    "one machine per job",
                    m -> new NamedPolicy(m.group(), new SizedPolicy(new OneMachinePerJob()), true)),
            new Form(
                    "idle-timeout T=600",
                    "idle-timeout T=(\\d{1,7})",
                    m -> NamedPolicy.of(m.group(), new IdleTimeout(Duration.ofSeconds(number(m, 1))))),
            new Form(
                    "keep to the boundary",
                    "keep to the boundary",
                    m -> NamedPolicy.of(m.group(), new KeepToTheBoundary())));

    private Baselines() {}

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    /** The policy of that name, {@code economic} or a baseline; empty if there is none. */
    public static Optional<NamedPolicy> named(String name) {
        return FORMS.stream().flatMap(form -> form.read(name).stream()).findFirst();
    }

    /** A name of each kind; numbers in it may be others. */
    public static List<String> examples() {
        return FORMS.stream().map(Form::example).toList();
    }
}
