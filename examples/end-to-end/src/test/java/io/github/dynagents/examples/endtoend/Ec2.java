package io.github.dynagents.examples.endtoend;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.testkit.tck.MotoProgram;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** EC2 as moto emulates it in a process of its own, asked past the daemon. Nothing runs on its instances. */
final class Ec2 {
    static final String REGION = "us-east-1";

    /** Of those that moto has: Amazon Linux, x86_64. */
    static final String IMAGE = "ami-760aaa0f";

    private final HttpClient http = HttpClient.newHttpClient();
    private final MotoProgram program;
    private final int port;
    private final Start start;
    private Child child;

    /** Starts a program as a process of the test's. */
    interface Start {
        Child start(List<String> command) throws IOException;
    }

    private Ec2(MotoProgram program, int port, Start start, Child child) {
        this.program = program;
        this.port = port;
        this.start = start;
        this.child = child;
    }

    static Ec2 start(MotoProgram program, int port, Start start) throws Exception {
        Ec2 ec2 = new Ec2(program, port, start, start.start(program.command(port)));
        ec2.awaitReady();
        return ec2;
    }

    /** What an account must say to be this one. Nothing is paid for at least, so that no idle machine is kept for that. */
    String options() {
        return "region: " + REGION + ", endpoint: \"http://127.0.0.1:" + port + "\", access-key: AKIAEXAMPLE,"
                + " secret-key: invented, billing-minimum: 0s";
    }

    /** Ends it, with all that it knew. */
    void kill() throws InterruptedException {
        child.kill();
    }

    /** Starts it again: it knows nothing. */
    void startAgain() throws Exception {
        child = start.start(program.command(port));
        awaitReady();
    }

    /** It answers slowly at first, while it reads what EC2 sells. */
    private void awaitReady() throws Exception {
        Waiting.until(
                "moto answers",
                () -> {
                    try {
                        ask("DescribeInstanceTypes", Map.of("InstanceType.1", "c5.large"));
                        ask("DescribeImages", Map.of("ImageId.1", IMAGE));
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> child.log());
    }

    /** All instances, the terminated ones too. */
    List<Xml> instances() throws Exception {
        return ask("DescribeInstances", Map.of()).all("//instancesSet/item");
    }

    Xml instance(String id) throws Exception {
        return ask("DescribeInstances", Map.of("InstanceId.1", id))
                .all("//instancesSet/item")
                .getFirst();
    }

    /** The script that an instance runs, of the user data that it was given. */
    String script(String id) throws Exception {
        byte[] given = Base64.getDecoder().decode(attribute(id, "userData"));
        return BootScript.scriptIn(new String(given, StandardCharsets.UTF_8));
    }

    /** {@code userData} and the like, as text. */
    String attribute(String id, String name) throws Exception {
        return ask("DescribeInstanceAttribute", Map.of("InstanceId", id, "Attribute", name))
                .text("//" + name + "/value");
    }

    /** The volumes of an instance, each with its tags. */
    List<Xml> volumes(String id) throws Exception {
        return ask("DescribeVolumes", Map.of("Filter.1.Name", "attachment.instance-id", "Filter.1.Value.1", id))
                .all("//volumeSet/item");
    }

    private Xml ask(String action, Map<String, String> parameters) throws Exception {
        Map<String, String> form = new TreeMap<>(parameters);
        form.putAll(Map.of("Action", action, "Version", "2016-11-15"));
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Xml.parse(post("/", "ec2", Map.of("Content-Type", "application/x-www-form-urlencoded"), body));
    }

    /** Asks moto for what another service of AWS does, or for what moto itself does; tells the answer. */
    String post(String path, String service, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/" + REGION + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(service + " answered " + answer.statusCode() + " to " + body + ": " + answer.body());
        }
        return answer.body();
    }
}
