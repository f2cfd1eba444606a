package dev.solvent.server.config;

import dev.solvent.server.party.ListenAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where the service listens.
 *
 * @param address under which customers reach it: what links begin with
 * @param operator where the operator's API listens; absent for none
 * @param proxies whose word on a client's address is believed
 */
public record Serving(
    URI address, ListenAddress listen, Optional<ListenAddress> operator, Set<String> proxies) {
  public Serving {
    proxies = Set.copyOf(proxies);
  }
}
