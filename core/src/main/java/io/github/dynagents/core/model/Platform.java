package io.github.dynagents.core.model;

/**
 * What a machine runs and a job asks for. This record is frozen.
 *
 * @param os such as {@code linux}; empty where a job does not say
 * @param arch such as {@code amd64}; empty where a job does not say
 * @param variant such as {@code v8}; empty where it does not matter
 * @param kernel such as {@code 1809} on Windows; empty where it does not matter
 */
public record Platform(String os, String arch, String variant, String kernel) {
    public static final Platform LINUX_AMD64 = of("linux", "amd64");

    public static Platform of(String os, String arch) {
        return new Platform(os, arch, "", "");
    }

    /**
     * Reads {@code os/arch[/variant[/kernel]]}.
     *
     * @throws IllegalArgumentException if there are fewer than two parts or more than four, or os or arch is empty
     */
    public static Platform parse(String text) {
        String[] part = text.split("/", -1);
        if (part.length < 2 || part.length > 4 || part[0].isBlank() || part[1].isBlank()) {
            throw new IllegalArgumentException("not a platform (os/arch, such as linux/amd64): \"" + text + "\"");
        }
        return new Platform(part[0], part[1], part.length > 2 ? part[2] : "", part.length > 3 ? part[3] : "");
    }

    @Override
    public String toString() {
        return os + "/" + arch + (variant.isEmpty() && kernel.isEmpty() ? "" : "/" + variant)
                + (kernel.isEmpty() ? "" : "/" + kernel);
    }
}
