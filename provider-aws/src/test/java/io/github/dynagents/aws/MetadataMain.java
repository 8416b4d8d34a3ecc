package io.github.dynagents.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * EC2's metadata service, version 2 and no other, as a program: each category is a file, with {@code _} for the slashes of its
 * path.
 */
final class MetadataMain {
    private static final String ROOT = "/latest/meta-data/";

    private final Path directory;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    private MetadataMain(Path directory) {
        this.directory = directory;
    }

    /** Its arguments: the host and the directory of the files. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(arguments[0], 80), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", new MetadataMain(Path.of(arguments[1]))::answer);
        server.start();
        System.out.println("metadata service listens");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/latest/api/token")) {
                giveToken(exchange);
                return;
            }
            String token = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
            if (token == null || !tokens.contains(token)) {
                send(exchange, 401, "");
                return;
            }
            Optional<String> there = path.startsWith(ROOT) ? read(path.substring(ROOT.length())) : Optional.empty();
            send(exchange, there.isPresent() ? 200 : 404, there.orElse(""));
        }
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        boolean isAsked = exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestHeaders().containsKey("X-aws-ec2-metadata-token-ttl-seconds");
        String token = "AQAE" + tokens.size() + "==";
        if (isAsked) {
            tokens.add(token);
        }
        send(exchange, isAsked ? 200 : 400, isAsked ? token : "");
    }

    private Optional<String> read(String category) throws IOException {
        try {
            return Optional.of(Files.readString(directory.resolve(category.replace('/', '_'))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
