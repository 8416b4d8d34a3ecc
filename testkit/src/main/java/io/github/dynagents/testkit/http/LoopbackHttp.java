package io.github.dynagents.testkit.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A server on this host that speaks HTTP down to the socket, for what a server of the JDK does not do: to hang, to cut, to
 * stop in the middle, and to live at another time. A request a connection, each served on a thread of its own. For fakes of
 * clouds and CI servers.
 */
public final class LoopbackHttp implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Function<Request, Conduct> handler;

    /**
     * A request as it came in.
     *
     * @param query without the question mark; empty if there is none
     * @param headers by name in lower case
     * @param body as UTF-8
     */
    public record Request(String method, String path, String query, Map<String, String> headers, String body) {}

    /** What to do on the wire. */
    public sealed interface Conduct {
        /** Answers in full. */
        record Answer(int status, Map<String, String> headers, String body) implements Conduct {}

        /** Says how long the answer is, and sends less. */
        record Half(Answer whole) implements Conduct {}

        /** Closes without a word. */
        record Cut() implements Conduct {}

        /** Says nothing for as long as the other side waits. */
        record Hang() implements Conduct {}
    }

    /**
     * Listens until it is closed.
     *
     * @param port 0 for any that is free
     */
    public LoopbackHttp(int port, Function<Request, Conduct> handler) throws IOException {
        this.handler = handler;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it is: {@code http://127.0.0.1:PORT}. */
    public String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Those that neither side has closed. */
    public int connections() {
        return open.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String requestLine = line(in);
            if (!requestLine.isEmpty()) {
                behave(handler.apply(read(requestLine, in)), socket, in);
            }
        } catch (IOException e) {
            // the other side has gone, as it may
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(String requestLine, InputStream in) throws IOException {
        String[] first = requestLine.split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int mark = first[1].indexOf('?');
        return new Request(
                first[0],
                mark < 0 ? first[1] : first[1].substring(0, mark),
                mark < 0 ? "" : first[1].substring(mark + 1),
                headers,
                body);
    }

    private static void behave(Conduct conduct, Socket socket, InputStream in) throws IOException {
        switch (conduct) {
            case Conduct.Answer answer -> write(answer, 1, socket.getOutputStream());
            case Conduct.Half half -> write(half.whole(), 2, socket.getOutputStream());
            case Conduct.Cut cut -> socket.setSoLinger(true, 0);
            case Conduct.Hang hang -> in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void write(Conduct.Answer answer, int part, OutputStream out) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " -\r\nConnection: close\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, body.length / part);
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
