package dev.solvent.server.http.edge;

import java.util.Map;
import java.util.TreeMap;

/** What every answer says, an error's too, unless a handler says otherwise. */
final class SecurityHeaders {
  private SecurityHeaders() {}

  static Map<String, String> of(EdgeSettings settings) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put(
        "Cross-Origin-Resource-Policy", settings.anyOrigin() ? "cross-origin" : "same-origin");
    headers.put(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    if (settings.anyOrigin()) {
      headers.put("Access-Control-Allow-Origin", "*");
      headers.put(
          "Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, ETag, Retry-After");
    }
    if (settings.behindTls()) {
      headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    return Map.copyOf(headers);
  }
}
