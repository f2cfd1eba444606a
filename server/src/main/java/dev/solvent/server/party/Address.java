package dev.solvent.server.party;

import dev.solvent.merkle.MalformedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a party answers. Its path may hold a key for it, so that nothing but the host is ever
 * shown.
 */
public final class Address {
  private final URI uri;

  private Address(URI uri) {
    this.uri = uri;
  }

  /** Reads an http or https address; the message never repeats it. */
  public static Address parse(String text) throws MalformedException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new MalformedException("address that is no URI, want http or https");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new MalformedException("address of another scheme, want http or https");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new MalformedException(
          "address without a host, or with a user or a fragment, want a plain one");
    }
    return new Address(uri);
  }

  /** A path below this one. */
  public Address below(String name) {
    String text = uri.toString();
    return new Address(URI.create(text + (text.endsWith("/") ? "" : "/") + name));
  }

  URI uri() {
    return uri;
  }

  /** The machine that is asked. */
  @Override
  public String toString() {
    return uri.getHost();
  }
}
