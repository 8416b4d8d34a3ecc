package io.github.dynagents.droneclient;

import com.squareup.moshi.JsonAdapter;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.internal.Build;
import io.github.dynagents.droneclient.internal.Repo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The calls of Drone's HTTP API that are used here, one method each. */
final class DroneApi implements AutoCloseable {
    /** Drone gives 25 when asked for more than this. */
    static final int PER_PAGE = 100;

    /** Drone lists no more unfinished builds than this: the newest. */
    static final int MOST_INCOMPLETE = 50;

    private final HttpUrl base;
    private final Transport transport;
    private final Refusals refusals;

    DroneApi(HttpUrl base, Transport transport, Refusals refusals) {
        this.base = base;
        this.transport = transport;
        this.refusals = refusals;
    }

    Optional<Duration> clockAhead() {
        return transport.clockAhead();
    }

    /** Pending and running stages, as bytes: whoever has read the same before need not read them again. */
    Reply queue() throws Failure {
        return refusals.accepted(transport.get(api("queue").build()));
    }

    /** Repositories with an unfinished build each; the newest {@link #MOST_INCOMPLETE} builds. */
    List<Repo> incomplete() throws Failure {
        return list(Json.REPOS, api("builds/incomplete").build());
    }

    /** All repositories, {@link #PER_PAGE} a page, pages from 1, in no order. */
    List<Repo> repos(int page) throws Failure {
        return list(Json.REPOS, paged(api("repos"), page));
    }

    /** One repository, which any user that sees it may ask for; empty if there is none, or the user does not see it. */
    Optional<Repo> repo(RepoName name) throws Failure {
        return found(Json.REPO, repository(name).build());
    }

    /** Builds without their stages, newest first, {@link #PER_PAGE} a page, pages from 1. */
    List<Build> builds(RepoName repo, int page) throws Failure {
        return list(Json.BUILDS, paged(builds(repo), page));
    }

    /** A build with its stages; empty if there is none of this number. */
    Optional<Build> build(RepoName repo, long number) throws Failure {
        return found(Json.BUILD, build(builds(repo), number).build());
    }

    /** Cancels a build; a finished one stays as it is. */
    void cancel(RepoName repo, long number) throws Failure {
        Reply reply = transport.delete(build(builds(repo), number).build());
        if (reply.status() < 200 || reply.status() > 299) {
            throw refusals.ofWrite(reply);
        }
    }

    /** Runs a build again as a new one with one more parameter; empty if the server's own rules skip it. */
    Optional<Build> restart(RepoName repo, long number, String key, String value) throws Failure {
        Reply reply = transport.post(
                build(builds(repo), number).addQueryParameter(key, value).build());
        if (reply.status() != 200) {
            throw refusals.ofWrite(reply);
        }
        refusals.accepted(reply);
        return Optional.ofNullable(Json.read(Json.BUILD, reply.body(), reply.call()));
    }

    private <T> Optional<T> found(JsonAdapter<T> adapter, HttpUrl url) throws Failure {
        Reply reply = transport.get(url);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        refusals.accepted(reply);
        return Optional.of(Json.need(Json.read(adapter, reply.body(), reply.call()), reply.call(), "$"));
    }

    private <T> List<T> list(JsonAdapter<List<T>> adapter, HttpUrl url) throws Failure {
        Reply reply = refusals.accepted(transport.get(url));
        List<T> all = Json.need(Json.read(adapter, reply.body(), reply.call()), reply.call(), "$");
        for (int i = 0; i < all.size(); i++) {
            Json.need(all.get(i), reply.call(), "$[" + i + "]");
        }
        return all;
    }

    private HttpUrl.Builder api(String path) {
        return base.newBuilder().addPathSegments("api/" + path);
    }

    private HttpUrl.Builder builds(RepoName repo) {
        return repository(repo).addPathSegment("builds");
    }

    private HttpUrl.Builder repository(RepoName repo) {
        return api("repos").addPathSegment(repo.namespace()).addPathSegment(repo.name());
    }

    private static HttpUrl.Builder build(HttpUrl.Builder builds, long number) {
        return builds.addPathSegment(Long.toString(number));
    }

    private static HttpUrl paged(HttpUrl.Builder url, int page) {
        return url.addQueryParameter("page", Integer.toString(page))
                .addQueryParameter("per_page", Integer.toString(PER_PAGE))
                .build();
    }

    @Override
    public void close() {
        transport.close();
    }
}
