package io.github.dynagents.digitalocean;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Carries requests to the endpoint, each once: no retry, no redirect, and no connection that is used again, since one
 * that the other side has just closed cannot be told from a lost answer. A connection of our own making logs nothing;
 * httpclient's would log headers and bodies, and with them the token and the agents' secrets.
 *
 * <p>Blocking I/O heeds no interrupt. So each request has a thread of its own, and when the caller is interrupted, or the
 * time is over, the connection is closed under it.
 */
final class Transport implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration UNTIL_CUT = Duration.ofMillis(500);
    private static final int AT_ONCE = 64;
    private static final String SENT = "dynagents.sent";

    private final URI endpoint;
    private final Duration timeout;
    private final CloseableHttpClient http;

    /**
     * Connects lazily.
     *
     * @param endpoint what the path of each request is put after
     * @param timeout for one whole request
     */
    Transport(URI endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                (route, config) -> new DefaultManagedHttpClientConnection("digitalocean", 8 * 1024));
        connections.setMaxTotal(AT_ONCE);
        connections.setDefaultMaxPerRoute(AT_ONCE);
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .setRequestExecutor(new Noting())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * The answer, whatever it says.
     *
     * @throws Unanswered if none came, whole and in time; if the thread was interrupted it still is
     */
    Answer send(HttpRequest original) throws IOException {
        HttpUriRequest request = RequestBuilder.copy(original)
                .setUri(moved(URI.create(original.getRequestLine().getUri())))
                .setConfig(limits())
                .build();
        HttpContext context = new BasicHttpContext();
        long began = System.nanoTime();
        FutureTask<Answer> exchange = new FutureTask<>(() -> http.execute(
                request, response -> Answer.read(response, Duration.ofNanos(System.nanoTime() - began)), context));
        Thread thread = Thread.ofPlatform().daemon().name("digitalocean").start(exchange);
        try {
            return exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Unanswered(String.valueOf(cause), wasSent(context), cause);
        } catch (TimeoutException e) {
            boolean ended = cut(request, thread);
            throw new Unanswered("no answer within " + timeout.toMillis() + " ms", !ended || wasSent(context), e);
        } catch (InterruptedException e) {
            boolean ended = cut(request, thread);
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted before the answer came", !ended || wasSent(context), e);
        }
    }

    private static boolean wasSent(HttpContext context) {
        return context.getAttribute(SENT) != null;
    }

    /** Whether the request's thread has ended, so that nothing more is sent. */
    private static boolean cut(HttpUriRequest request, Thread thread) {
        request.abort();
        try {
            return thread.join(UNTIL_CUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of one Droplet, the API's client asks for pages of some length too, though it has none. */
    private URI moved(URI original) {
        String asked = original.getRawQuery() == null ? "" : original.getRawQuery();
        String query = asked.matches("(.*&)?page=.*") ? "?" + asked : "";
        return URI.create(endpoint + original.getRawPath() + query);
    }

    private RequestConfig limits() {
        int millis = (int) timeout.toMillis();
        return RequestConfig.custom()
                .setConnectTimeout(Math.min(millis, (int) CONNECT.toMillis()))
                .setSocketTimeout(millis)
                .setConnectionRequestTimeout(millis)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .build();
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing connections", e); // it only closes sockets, and has none
        }
    }

    /** Notes that a request is on its way: what fails before has had no effect. */
    private static final class Noting extends HttpRequestExecutor {
        @Override
        protected HttpResponse doSendRequest(HttpRequest request, HttpClientConnection connection, HttpContext context)
                throws IOException, HttpException {
            context.setAttribute(SENT, true);
            return super.doSendRequest(request, connection, context);
        }
    }
}
