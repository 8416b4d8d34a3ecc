package io.github.dynagents.runner.internal.demo;

/** One line of the screen while it is written: never wider than the screen. */
final class Line {
    /** How wide a screen is. */
    static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();
    private int width;

    static Line of(Style style, String text) {
        return new Line().add(style, text);
    }

    /** What does not fit is cut off, with a mark that says so. */
    Line add(Style style, String more) {
        int room = WIDTH - width;
        String fits = more.length() <= room ? more : room == 0 ? "" : more.substring(0, room - 1) + "…";
        text.append(style.apply(fits));
        width += fits.length();
        return this;
    }

    Line add(String more) {
        return add(Style.PLAIN, more);
    }

    /** Goes on at that column, counted from 0, or where it is if that is past it. */
    Line at(int column) {
        return add(" ".repeat(Math.max(0, column - width)));
    }

    /** Puts text at the right edge. */
    Line right(Style style, String more) {
        return at(WIDTH - more.length()).add(style, more);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
