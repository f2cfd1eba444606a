package dev.solvent.server.http.edge;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a request was not answered as asked: problem details, RFC 9457.
 *
 * @param detail what was found and what is wanted; nothing that the client has to keep secret
 * @param headers to send with it, such as {@code Allow}
 */
public record Problem(int status, String detail, Map<String, String> headers) {
  static final String TYPE = "application/problem+json";
  private static final JsonLimits LIMITS = new JsonLimits(8192, 4, 10);

  public Problem {
    headers = Map.copyOf(headers);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + " of a problem, want 400 to 599");
    }
  }

  public Problem(int status, String detail) {
    this(status, detail, Map.of());
  }

  public static Problem notFound() {
    return new Problem(404, "nothing is published here");
  }

  static Problem tooMany(long seconds) {
    return new Problem(
        429,
        "too many requests, want none for " + seconds + " s",
        Map.of("Retry-After", Long.toString(seconds)));
  }

  static Problem busy() {
    return new Problem(
        503, "more requests than are worked on at a time", Map.of("Retry-After", "1"));
  }

  /** What Jetty or Javalin refused; their own words may repeat the request. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> notFound();
      case 405 -> new Problem(status, "another method is wanted here");
      case 413 -> new Problem(status, "the body is too large");
      case 414, 431 -> new Problem(status, "the request's line or headers are too long");
      default ->
          status >= 500 && status < 600
              ? new Problem(status, "the service failed, not the request")
              : new Problem(status >= 400 && status < 500 ? status : 500, "the request is none");
    };
  }

  byte[] json() {
    return CanonicalJson.print(
        new ObjectBuilder()
            .put("detail", detail)
            .put("status", status)
            .put("title", HttpStatus.getMessage(status))
            .put("type", "about:blank")
            .build(),
        LIMITS);
  }

  /** Every header of such an answer, in place of what was prepared for another one. */
  Map<String, String> allHeaders() {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Cache-Control", "no-store");
    all.put("Content-Type", TYPE);
    return all;
  }
}
