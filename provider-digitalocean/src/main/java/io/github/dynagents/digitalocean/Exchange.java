package io.github.dynagents.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpVersion;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.protocol.HttpContext;

/**
 * The HTTP client that the API's client believes to have, for one request. That client keeps headers to itself, takes
 * half an answer for an empty one, and reads no answer at all in which one field is not of the type that it had in 2017
 * (a size with half a terabyte of transfer). So this one throws what is no whole and fitting answer, keeps the headers,
 * and hands on only the fields that are used here.
 */
final class Exchange extends CloseableHttpClient {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "status",
            "created_at",
            "tags",
            "slug",
            "price_hourly",
            "regions",
            "available",
            "sizes",
            "resources");

    private final Transport transport;
    private final RateLimit rateLimit;
    private Optional<Answer> answer = Optional.empty();

    Exchange(Transport transport, RateLimit rateLimit) {
        this.transport = transport;
        this.rateLimit = rateLimit;
    }

    /** The answer, once it has come. */
    Optional<Answer> answer() {
        return answer;
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context)
            throws IOException {
        Answer came = transport.send(request);
        answer = Optional.of(came);
        rateLimit.note(came);
        if (came.status() >= 400) {
            throw Refusal.of(came);
        }
        String method = request.getRequestLine().getMethod();
        int fitting = switch (method) {
            case "POST" -> 202;
            case "DELETE" -> 204;
            default -> 200;
        };
        if (came.status() != fitting) {
            throw new WrongAnswer("status " + came.status() + " to a " + method);
        }
        return fitting == 204 ? new Fitting(204) : new Fitting(200, used(came.body()));
    }

    private static JsonObject used(String body) throws WrongAnswer {
        try {
            if (JsonParser.parseString(body) instanceof JsonObject root) {
                if (root.get("tags") instanceof JsonArray tags && !tellsBearers(tags)) {
                    throw new WrongAnswer("a tag that does not tell how many Droplets bear it");
                }
                root.asMap().values().forEach(Exchange::keepUsed);
                return root;
            }
        } catch (JsonParseException e) {
            throw new WrongAnswer("it is no JSON");
        }
        throw new WrongAnswer("it is no JSON object");
    }

    /** The client takes no number for zero, and a tag that nobody bears is deleted. */
    private static boolean tellsBearers(JsonArray tags) {
        return tags.asList().stream()
                .allMatch(tag -> tag instanceof JsonObject known
                        && known.get("resources") instanceof JsonObject resources
                        && resources.get("droplets") instanceof JsonObject droplets
                        && droplets.get("count") instanceof JsonPrimitive count
                        && count.isNumber());
    }

    /** Thins a Droplet, size, region or tag, or a list of them; links and counts stay. */
    private static void keepUsed(JsonElement element) {
        if (element instanceof JsonArray list) {
            list.forEach(Exchange::keepUsed);
        } else if (element instanceof JsonObject thing && FIELDS.stream().anyMatch(thing::has)) {
            thing.keySet().retainAll(FIELDS);
        }
    }

    @Override
    public void close() {}

    @Override
    @Deprecated
    public org.apache.http.params.HttpParams getParams() {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public org.apache.http.conn.ClientConnectionManager getConnectionManager() {
        throw new UnsupportedOperationException();
    }

    /** An answer without headers: what would be made of them is not used. */
    private static final class Fitting extends BasicHttpResponse implements CloseableHttpResponse {
        Fitting(int status) {
            super(HttpVersion.HTTP_1_1, status, null);
        }

        Fitting(int status, JsonObject body) {
            this(status);
            setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        }

        @Override
        public void close() {}
    }
}
