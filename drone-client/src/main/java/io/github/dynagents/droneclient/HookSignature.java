package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks what Drone signs its webhooks with: {@code Digest} is the body's hash, and {@code Signature} an HMAC over the
 * {@code Date} and {@code Digest} headers (draft-cavage-http-signatures).
 */
final class HookSignature {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Pattern PARAMETER = Pattern.compile("\\s*([A-Za-z]+)=\"([^\"]*)\"\\s*(?:,|$)");

    private final Secret secret;
    private final InstantSource clock;

    HookSignature(Secret secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    boolean holds(String date, String digest, String signature, byte[] body) {
        Map<String, String> parameters = parameters(signature);
        return "hmac-key".equals(parameters.get("keyId"))
                && "hmac-sha256".equals(parameters.get("algorithm"))
                && "date digest".equals(parameters.get("headers"))
                && same(parameters.getOrDefault("signature", ""), hmac("date: " + date + "\ndigest: " + digest))
                && same(digest, "SHA-256=" + sha256(body))
                && fresh(date);
    }

    private static Map<String, String> parameters(String signature) {
        Map<String, String> parameters = new HashMap<>();
        Matcher next = PARAMETER.matcher(signature);
        while (next.lookingAt()) {
            parameters.put(next.group(1), next.group(2));
            next.region(next.end(), signature.length());
        }
        return parameters;
    }

    private boolean fresh(String date) {
        try {
            Instant sent = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(sent, clock.instant()).abs().compareTo(FRESH) <= 0;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    /** In a time that does not tell how much is the same. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String sha256(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
