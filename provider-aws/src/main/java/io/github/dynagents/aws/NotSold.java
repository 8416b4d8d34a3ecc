package io.github.dynagents.aws;

/** Why something cannot be bought now, or not at a price that is known. */
final class NotSold extends Exception {
    private static final long serialVersionUID = 1;

    NotSold(String why) {
        super(why);
    }

    /** @throws NotSold unless it holds */
    static void unless(boolean holds, String why) throws NotSold {
        if (!holds) {
            throw new NotSold(why);
        }
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
