package dev.solvent.server.http.edge;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.net.InetAddress;
import java.util.Optional;

/** The addresses whose first bits are the same, such as {@code 10.0.0.0/8}; or one address. */
public record Subnet(InetAddress base, int bits) {
  public Subnet {
    if (bits < 0 || bits > base.getAddress().length * 8) {
      throw new IllegalArgumentException(bits + " bits, want 0 to " + base.getAddress().length * 8);
    }
  }

  public static Subnet parse(String text) throws MalformedException {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress base =
        literal(address)
            .orElseThrow(() ->
                new MalformedException(
                    "address " + Quoted.of(text) + ", want one such as 10.0.0.1 or 10.0.0.0/8"));
    int most = base.getAddress().length * 8;
    try {
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      return new Subnet(base, bits);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("subnet " + Quoted.of(text) + ", want 0 to " + most + " bits");
    }
  }

  /** An address in digits: no name is ever looked up. */
  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] own = base.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >>> (bit & 7);
      if (((own[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
