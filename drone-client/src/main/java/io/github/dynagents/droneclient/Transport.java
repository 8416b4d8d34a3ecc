package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Sends requests to one server and brings back whole answers, bounded in time and size. The token goes to that server
 * alone: no redirect is followed. An interrupt ends a call at once.
 */
final class Transport implements AutoCloseable {
    /** A queue of 100,000 jobs is 31 MB. */
    static final long LARGEST_ANSWER = 64L << 20;

    /** Where {@code Retry-After} is kept: under its own name the library would send a request again by itself. */
    static final String RETRY_AFTER = "X-Dynagents-Retry-After";

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Secret token;
    private final Duration within;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final OkHttpClient reads;
    private final OkHttpClient writes;
    private volatile Optional<Duration> clockAhead = Optional.empty();

    Transport(Secret token, Duration within, InstantSource clock) {
        this.token = token;
        this.within = within;
        this.clock = clock;
        threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("drone-http-", 0).factory());
        reads = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(within.compareTo(CONNECT) < 0 ? within : CONNECT)
                .readTimeout(within)
                .writeTimeout(within)
                .callTimeout(within)
                .addNetworkInterceptor(chain -> waitKept(timeKept(chain.proceed(chain.request()))))
                .build();
        // A write is sent once: never on a kept connection that the server may be closing just now.
        writes = reads.newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .build();
    }

    /** How far the server's clock was ahead of ours at its last answer, to the second; empty if it told no time. */
    Optional<Duration> clockAhead() {
        return clockAhead;
    }

    private Response timeKept(Response answer) {
        clockAhead = Optional.ofNullable(answer.headers().getInstant("Date"))
                .map(told -> Duration.between(clock.instant(), told));
        return answer;
    }

    private static Response waitKept(Response answer) {
        String wait = answer.header("Retry-After");
        return wait == null
                ? answer
                : answer.newBuilder()
                        .removeHeader("Retry-After")
                        .header(RETRY_AFTER, wait)
                        .build();
    }

    Reply get(HttpUrl url) throws Failure {
        return exchange(reads, request(url).get().build(), false);
    }

    /** A failure of it says whether it may have had its effect. */
    Reply post(HttpUrl url) throws Failure {
        return exchange(
                writes, request(url).post(RequestBody.create(new byte[0])).build(), true);
    }

    /** A failure of it says whether it may have had its effect. */
    Reply delete(HttpUrl url) throws Failure {
        return exchange(writes, request(url).delete().build(), true);
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("User-Agent", "dynagents")
                .header("Authorization", "Bearer " + token.reveal());
    }

    private Reply exchange(OkHttpClient client, Request request, boolean write) throws Failure {
        String what = request.method() + " " + Text.bare(request.url());
        if (threads.isShutdown()) {
            throw Failure.of(Kind.UNAVAILABLE, what + ": not sent, as this client is closed");
        }
        Call call = client.newCall(request);
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(whole(what, response));
                } catch (IOException | Failure | RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw failure(write, Kind.UNAVAILABLE, what + ": interrupted before the answer came")
                    .because(e);
        } catch (ExecutionException e) {
            throw explained(what, request.url(), write, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Reply whole(String what, Response response) throws IOException, Failure {
        BufferedSource source = response.body().source();
        boolean more;
        try {
            more = source.request(LARGEST_ANSWER + 1);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw Failure.of(
                            Kind.BROKEN,
                            what + ": the answer broke off after "
                                    + source.getBuffer().size()
                                    + " bytes; check the server and any proxy before it")
                    .because(e);
        }
        if (more) {
            throw Failure.of(
                    Kind.BROKEN,
                    what + ": the answer is larger than " + (LARGEST_ANSWER >> 20)
                            + " MiB, more than any queue of Drone; check the address");
        }
        Buffer body = new Buffer();
        body.writeAll(source.getBuffer());
        return new Reply(what, response.code(), response.headers(), body);
    }

    private Failure explained(String what, HttpUrl url, boolean write, Throwable cause) {
        if (cause instanceof Failure known) {
            return write && known.effect() == Failure.Effect.NONE
                    ? Failure.unknownEffect(known.kind(), String.valueOf(known.getMessage()))
                            .because(known)
                    : known;
        }
        String where = url.host() + ":" + url.port();
        return switch (cause) {
            case UnknownHostException e ->
                Failure.of(
                                Kind.UNAVAILABLE,
                                what + ": no host is known by the name " + url.host()
                                        + "; check the server's address and the name service")
                        .because(e);
            case ConnectException e ->
                Failure.of(
                                Kind.UNAVAILABLE,
                                what + ": cannot connect to " + where
                                        + "; check that Drone runs there and that no firewall is between")
                        .because(e);
            case NoRouteToHostException e ->
                Failure.of(Kind.UNAVAILABLE, what + ": no way to " + where + "; check the address and the network")
                        .because(e);
            case SSLException e ->
                failure(
                                write,
                                Kind.UNAVAILABLE,
                                what + ": no TLS with " + where + " (" + Text.line(String.valueOf(e.getMessage()))
                                        + "); check the certificate, and whether the address is http or https")
                        .because(e);
            case InterruptedIOException e ->
                failure(
                                write,
                                Kind.UNAVAILABLE,
                                what + ": no whole answer within " + within.toMillis()
                                        + " ms; check that the server is well and reachable")
                        .because(e);
            case IOException e ->
                failure(
                                write,
                                Kind.UNAVAILABLE,
                                what + ": the connection to " + where + " failed ("
                                        + Text.line(String.valueOf(e.getMessage()))
                                        + "); check that Drone runs there, and whether the address is http or https")
                        .because(e);
            default ->
                failure(write, Kind.BROKEN, what + ": " + Text.line(cause.toString()))
                        .because(cause);
        };
    }

    private static Failure failure(boolean write, Kind kind, String what) {
        return write ? Failure.unknownEffect(kind, what) : Failure.of(kind, what);
    }

    @Override
    public void close() {
        reads.dispatcher().cancelAll();
        threads.shutdown();
        reads.connectionPool().evictAll();
    }
}
