package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two headers by which a receiver knows that a webhook is whole and from whom it says (HTTP Signatures). */
final class WebhookSignature {
    private WebhookSignature() {}

    /** Value of {@code Digest}. */
    static String digest(byte[] body) {
        try {
            return "SHA-256=" + base64(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Value of {@code Signature}, over the values of {@code Date} and {@code Digest}. */
    static String header(Secret secret, String date, String digest) {
        byte[] signed = ("date: " + date + "\ndigest: " + digest).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "keyId=\"hmac-key\",algorithm=\"hmac-sha256\",signature=\"" + base64(mac.doFinal(signed))
                    + "\",headers=\"date digest\"";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
