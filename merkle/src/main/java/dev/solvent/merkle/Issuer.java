package dev.solvent.merkle;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Who owes: a domain name in lower-case A-labels without a trailing dot. */
public record Issuer(String domain) {
  private static final int MAX_LENGTH = 253;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  public Issuer {
    if (!isDomain(domain)) {
      throw new IllegalArgumentException(problem(domain));
    }
  }

  public static Issuer parse(String domain) throws MalformedException {
    if (!isDomain(domain)) {
      throw new MalformedException(problem(domain));
    }
    return new Issuer(domain);
  }

  private static boolean isDomain(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  private static String problem(String text) {
    return "issuer "
        + Quoted.of(text)
        + ", want a domain name in lower-case letters, digits and hyphens, such as exchange.example";
  }

  byte[] utf8() {
    return domain.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return domain;
  }
}
