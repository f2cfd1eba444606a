package dev.solvent.server.party;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * What is answered.
 *
 * @param retryAfter the seconds after which another try makes sense
 * @param remark for the log: what came of it, without a secret
 */
public record Reply(
    int status, String contentType, Octets body, OptionalInt retryAfter, String remark) {
  private static final JsonLimits PROBLEM = new JsonLimits(1 << 14, 2, 10);

  public static Reply of(int status, String contentType, byte[] body, String remark) {
    return new Reply(status, contentType, Octets.of(body), OptionalInt.empty(), remark);
  }

  /** One sentence for a person. */
  public static Reply sentence(int status, String words, String remark) {
    byte[] text = (words + "\n").getBytes(StandardCharsets.UTF_8);
    return of(status, "text/plain; charset=utf-8", text, remark);
  }

  /** Problem details (RFC 9457); the detail says what was found and what is wanted. */
  public static Reply problem(int status, String title, String detail) {
    byte[] json =
        CanonicalJson.print(
            new ObjectBuilder()
                .put("detail", detail)
                .put("status", status)
                .put("title", title)
                .build(),
            PROBLEM);
    return of(status, "application/problem+json", json, title);
  }

  public Reply retryAfter(int seconds) {
    return new Reply(status, contentType, body, OptionalInt.of(seconds), remark);
  }
}
