package io.github.dynagents.runner.internal.alert;

/** What to do about it, where the words of the policy do not say so yet: they know nothing of commands and settings. */
final class Advice {
    private Advice() {}

    static String added(String key, String words) {
        String advice = of(key.substring(0, key.indexOf('/') < 0 ? key.length() : key.indexOf('/')));
        return advice.isEmpty() ? words : words + "; " + advice;
    }

    private static String of(String kind) {
        return switch (kind) {
            case "breaker" -> ""; // each says it itself
            case "unbounded" ->
                "let something run \"dynagents reap --yes\" regularly and say so by safety.reap-every, or release them by"
                        + " hand";
            case "strangers" -> "configure their pool again, or release them at the cloud by hand";
            case "blind" -> "look whether the server is up and reachable, and whether its token is still right";
            case "starving" -> "see what \"dynagents plan\" says, and raise a limit or add an account if that is right";
            default -> "see what \"dynagents plan\" and the daemon's log say";
        };
    }
}
