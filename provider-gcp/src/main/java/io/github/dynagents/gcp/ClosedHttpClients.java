package io.github.dynagents.gcp;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientImpl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP clients, which fabric8 leaves to the garbage collector: here each is ended when its user is closed. */
final class ClosedHttpClients extends JdkHttpClientFactory {
    private final List<HttpClient> made = new CopyOnWriteArrayList<>();

    /** The usual builder, but what it builds is kept. */
    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        HttpClient.Builder usual = super.createNewHttpClientBuilder();
        return (HttpClient.Builder) Proxy.newProxyInstance(
                HttpClient.Builder.class.getClassLoader(),
                new Class<?>[] {HttpClient.Builder.class},
                (keeping, method, arguments) -> {
                    Object answer = passed(usual, method, arguments);
                    if (answer instanceof HttpClient client) {
                        made.add(client);
                    }
                    return method.getReturnType() == HttpClient.Builder.class ? keeping : answer;
                });
    }

    private static @Nullable Object passed(
            HttpClient.Builder to, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    protected void closeHttpClient(JdkHttpClientImpl client) {
        super.closeHttpClient(client);
        made.forEach(HttpClient::shutdownNow);
    }
}
