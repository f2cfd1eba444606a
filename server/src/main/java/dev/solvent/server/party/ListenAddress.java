package dev.solvent.server.party;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a server listens: {@code 127.0.0.1:8091}; port 0 takes any that is free. */
public record ListenAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+):([0-9]{1,5})");

  public ListenAddress {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("port " + port + ", want 0 to 65535");
    }
  }

  public static ListenAddress parse(String text) throws MalformedException {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(2)) > 0xFFFF) {
      throw new MalformedException(
          "address " + Quoted.of(text) + ", want a host and a port, as 127.0.0.1:8091");
    }
    return new ListenAddress(form.group(1), Integer.parseInt(form.group(2)));
  }

  InetSocketAddress socket() {
    return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /** For options. */
  public static final class Converter implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String text) {
      try {
        return parse(text);
      } catch (MalformedException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
