package dev.solvent.server.alert;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.store.Alerts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a webhook is sent, {@code solvent/alert/v1}, and how it is signed. */
final class AlertBody {
  static final String FORMAT = "solvent/alert/v1";

  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 4, 100);

  private AlertBody() {}

  static byte[] of(Issuer issuer, Alerts.Delivery delivery) {
    return CanonicalJson.print(
        new ObjectBuilder()
            .put("at", delivery.change().at().toString())
            .put("delivery", delivery.id())
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("kind", delivery.change().alert().kind().name())
            .put("raised", delivery.change().raised())
            .put("sentence", delivery.change().alert().sentence())
            .put("since", delivery.change().alert().since().toString())
            .put("subject", delivery.change().alert().subject())
            .build(),
        LIMITS);
  }

  /** The value of {@code x-solvent-signature}. */
  static String signature(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
