package io.github.dynagents.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Keeps count of what became of each request that the SDK sends for a call, however often it tries: only so can it be told
 * whether a call that failed may have had its effect. What answers is not believed to be AWS unless it says that it talks
 * XML or JSON: a proxy's page could be read as an empty list.
 */
final class Attempts implements SdkHttpClient {
    private static final ThreadLocal<@Nullable Log> CURRENT = new ThreadLocal<>();

    private static final Duration NOBODY_WAITS = Duration.ofDays(1);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int LARGEST_ERROR = 64 * 1024;
    private static final Pattern DECISIVE = Pattern.compile("(?:<Code>|\"__type\"\\s*:\\s*\"(?:[\\w.]*#)?)"
            + "(?:RequestLimitExceeded|Throttl|Insufficient\\w*(?:Capacity|InSubnet))");

    private final SdkHttpClient http;

    Attempts(SdkHttpClient http) {
        this.http = http;
    }

    /** What became of the requests of one call. */
    static final class Log {
        private final long end;
        private boolean stopped;
        private int sent;
        private int doubtful;

        /** Of a call none of whose requests is sent when so much time has passed. */
        Log(Duration time) {
            this.end = System.nanoTime() + time.toNanos();
        }

        /** Whoever begins after that sends nothing. */
        synchronized void stop() {
            stopped = true;
        }

        private synchronized void begins() throws IOException {
            if (stopped) {
                throw new InterruptedIOException("the call was given up");
            }
            if (System.nanoTime() - end > 0) {
                throw new InterruptedIOException("it is too late to send it");
            }
            sent++;
            doubtful++;
        }

        private synchronized void changedNothing() {
            doubtful--;
        }

        /** How many requests were sent. */
        synchronized int sent() {
            return sent;
        }

        /** How many requests may have had their effect. */
        synchronized int doubtful() {
            return doubtful;
        }
    }

    /** Makes a call on this thread, whose requests are told to the log. */
    static <T> T during(Log log, Supplier<T> call) {
        CURRENT.set(log);
        try {
            return call.get();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        Log log = Optional.ofNullable(CURRENT.get()).orElseGet(() -> new Log(NOBODY_WAITS));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                log.begins();
                try {
                    HttpExecuteResponse response = prepared.call();
                    int status = response.httpResponse().statusCode();
                    if (status >= 500) {
                        return decided(log, response);
                    }
                    if (status >= 400 && status != REQUEST_TIMEOUT) {
                        log.changedNothing();
                    } else if (status < 300 && !isFromAws(response.httpResponse())) {
                        prepared.abort();
                        throw new WrongAnswer("it is "
                                + response.httpResponse()
                                        .firstMatchingHeader("Content-Type")
                                        .orElse("of no type"));
                    }
                    return response;
                } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
                    log.changedNothing();
                    throw e;
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** Of the errors of AWS's own side, those for want of capacity and of too many requests come before anything is done. */
    private static HttpExecuteResponse decided(Log log, HttpExecuteResponse response) throws IOException {
        byte[] body = new byte[0];
        if (response.responseBody().isPresent()) {
            try (AbortableInputStream in = response.responseBody().get()) {
                body = in.readNBytes(LARGEST_ERROR);
            }
        }
        if (DECISIVE.matcher(new String(body, StandardCharsets.UTF_8)).find()) {
            log.changedNothing();
        }
        return HttpExecuteResponse.builder()
                .response(response.httpResponse())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private static boolean isFromAws(SdkHttpResponse response) {
        String type = response.firstMatchingHeader("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return (type.contains("xml") && !type.contains("html")) || type.contains("json");
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
