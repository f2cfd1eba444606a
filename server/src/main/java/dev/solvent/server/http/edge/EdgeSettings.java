package dev.solvent.server.http.edge;

import java.net.InetAddress;
import java.util.List;

/**
 * Where a server listens and before whom it stands.
 *
 * @param port 0 for any that is free
 * @param proxies whose {@code X-Forwarded-For} is believed
 * @param behindTls whether clients reach it by HTTPS alone: they are told to keep to that
 * @param anyOrigin whether pages of other origins may read its answers
 */
public record EdgeSettings(
    InetAddress address,
    int port,
    List<Subnet> proxies,
    boolean behindTls,
    boolean anyOrigin,
    Limits limits) {
  public EdgeSettings {
    proxies = List.copyOf(proxies);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ", want 0 to 65535");
    }
  }
}
