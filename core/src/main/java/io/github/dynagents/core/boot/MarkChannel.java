package io.github.dynagents.core.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a machine reads its mark: the body of a POSIX shell function that prints {@link
 * io.github.dynagents.core.model.Lease#mark()} as one line, or fails. It should give up within half a poll; while it
 * hangs the mark counts as unmoved, and prints that are no mark count as none.
 *
 * <p>Those that ask over HTTP need {@code curl} or GNU {@code wget} on the machine.
 */
public final class MarkChannel {
    private static final URI EC2 = URI.create("http://169.254.169.254");

    private final String body;
    private final String notice;
    private final boolean fetches;

    /** EC2's metadata service, whose notices these are. */
    private final Optional<URI> ec2;

    private MarkChannel(String body, String notice, boolean fetches, Optional<URI> ec2) {
        this.body = body;
        this.notice = notice;
        this.fetches = fetches;
        this.ec2 = ec2;
    }

    /** A file that the provider replaces; for processes. */
    public static MarkChannel file(Path file) {
        return shell("cat " + ShellText.quote(file.toString()));
    }

    /**
     * An annotation of the pod that the machine is, as the downward API shows it: a file of a volume, with a
     * {@code fieldRef} to {@code metadata.annotations['KEY']}. It follows changes within a minute or two, which the
     * provider declares as {@code markReaches}. The pod needs no credential for it.
     */
    public static MarkChannel podAnnotation(Path file) {
        return file(file);
    }

    /**
     * Any command or commands, such as one that asks the cloud's metadata service.
     *
     * @param body shell text; what it needs to quote it must have quoted
     */
    public static MarkChannel shell(String body) {
        return new MarkChannel(body, "false", false, Optional.empty());
    }

    /**
     * A tag of the EC2 instance in its metadata, by version 2 of that service; and the notice that a spot instance is
     * interrupted. The instance must be launched with {@code InstanceMetadataTags} enabled.
     *
     * @param key of the tag; letters, digits and {@code + - = . , _ : @}
     * @throws IllegalArgumentException if metadata could not show a tag of that key
     */
    public static MarkChannel ec2Tag(String key) {
        return ec2Tag(key, EC2);
    }

    /** The same, of a metadata service that is elsewhere, as in a test. */
    public static MarkChannel ec2Tag(String key, URI service) {
        if (!key.matches("[A-Za-z0-9+=.,_:@-]+") || key.matches("\\.{1,2}|_index")) {
            throw new IllegalArgumentException("instance metadata cannot show a tag of key \"" + key
                    + "\": use letters, digits and + - = . , _ : @");
        }
        String body = ec2Token(service) + ec2Get(service, "tags/instance/" + key);
        return new MarkChannel(body, ec2Token(service) + interruption(service), true, Optional.of(service));
    }

    /**
     * The same, which also heeds EC2's rebalance recommendation: that a spot instance is more likely to be interrupted than
     * others, mostly told well before the two minutes of a notice. It is taken for a notice: the agent finishes what it
     * runs and takes no more, and then the machine ends, within its grace. Some are told that were never interrupted.
     *
     * @throws IllegalStateException unless this is an {@link #ec2Tag} with the notice that belongs to it
     */
    public MarkChannel withRebalance() {
        URI service =
                ec2.orElseThrow(() -> new IllegalStateException("only EC2's metadata show a rebalance recommendation"));
        String both = ec2Token(service)
                + interruption(service)
                + " || "
                + shows(service, "events/recommendations/rebalance", "noticeTime");
        return new MarkChannel(body, both, fetches, ec2);
    }

    private static String interruption(URI service) {
        return shows(service, "spot/instance-action", "action");
    }

    /** Whether metadata have an object with that key there; needs a token. */
    private static String shows(URI service, String path, String key) {
        return "case $(%s) in *'\"%s\"'*) ;; *) false ;; esac".formatted(ec2Get(service, path), key);
    }

    /** One for all that is read in a turn. */
    private static String ec2Token(URI service) {
        return """
                token=$(fetch PUT %s 'X-aws-ec2-metadata-token-ttl-seconds: 60') || return
                case $token in '' | *[!A-Za-z0-9+/=_-]*) return 1 ;; esac
                """.formatted(url(service + "/latest/api/token"));
    }

    private static String ec2Get(URI service, String path) {
        return "fetch GET %s \"X-aws-ec2-metadata-token: $token\""
                .formatted(url(service + "/latest/meta-data/" + path));
    }

    /**
     * What the machine fetches from the daemon: a GET is answered 200 with the mark as one line; anything else, a redirect
     * too, is no mark. An answer may take ten seconds, as over the internet and by TLS. No process list on the machine shows
     * the URL, which may hold a token of this machine.
     *
     * @throws IllegalArgumentException if it is not an absolute {@code http} or {@code https} URL; the message does not show
     *     it
     */
    public static MarkChannel leaseUrl(URI url) {
        return new MarkChannel("fetch_within=10\nfetch GET " + url(url.toString()), "false", true, Optional.empty());
    }

    private static String url(String text) {
        URI url = URI.create(text);
        boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isHttp || url.getHost() == null) {
            throw new IllegalArgumentException("not an absolute URL of http or https");
        }
        return ShellText.quote(url.toASCIIString());
    }

    /**
     * The same, and how to know that the cloud is about to take the machine back, such as the interruption of a spot
     * instance: the machine drains at once, and ends.
     *
     * @param body shell text that succeeds once that is announced; should give up within half a poll
     */
    public MarkChannel withNotice(String body) {
        return new MarkChannel(this.body, body, fetches, Optional.empty());
    }

    String body() {
        return body;
    }

    String notice() {
        return notice;
    }

    boolean fetches() {
        return fetches;
    }
}
