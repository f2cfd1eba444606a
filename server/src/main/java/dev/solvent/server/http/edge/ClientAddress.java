package dev.solvent.server.http.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who asks, as far as it can be believed. A trusted proxy writes the address it was asked from at
 * the end of {@code X-Forwarded-For}; whatever stands before that, its client may have made up.
 */
final class ClientAddress {
  /** An IPv6 network of this many bits is one client: it has as many addresses as it likes. */
  private static final int IPV6_BITS = 64;

  private final List<Subnet> proxies;

  ClientAddress(List<Subnet> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /**
   * The client's key in a table: equal for all addresses that one client has.
   *
   * @param forwarded the values of {@code X-Forwarded-For}, in their order
   */
  InetAddress of(InetAddress remote, List<String> forwarded) {
    InetAddress client = remote;
    List<String> hops =
        forwarded.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList();
    for (String hop : hops.reversed()) {
      InetAddress asked = client;
      Optional<InetAddress> before = Subnet.literal(hop.strip());
      if (proxies.stream().noneMatch(proxy -> proxy.contains(asked)) || before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return network(client);
  }

  private static InetAddress network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length <= 4) {
      return address;
    }
    Arrays.fill(bytes, IPV6_BITS / 8, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError("an address of 16 bytes is one", e);
    }
  }
}
