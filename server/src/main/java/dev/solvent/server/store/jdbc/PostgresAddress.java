package dev.solvent.server.store.jdbc;

import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL is and who asks it. Its text has neither password nor user. Immutable: any
 * thread.
 */
public final class PostgresAddress {
  private static final String FORM = "want jdbc:postgresql://HOST:PORT/DATABASE";

  /** A host or several, a database, and settings such as {@code ?sslmode=verify-full}. */
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://([0-9A-Za-z._,:\\[\\]-]+/[^/?@]+)(\\?[^@]*)?");

  private static final Pattern SECRET = Pattern.compile("[?&](user|password)=");

  private final String url;
  private final String shown;
  private final String user;
  private final Optional<SecretText> password;

  private PostgresAddress(String url, String shown, String user, Optional<SecretText> password) {
    this.url = url;
    this.shown = shown;
    this.user = user;
    this.password = password;
  }

  /**
   * Reads a JDBC URL. One with a user or a password in it is refused, in words that do not repeat
   * it.
   *
   * @param password none where the server knows the user otherwise
   */
  public static PostgresAddress parse(String url, String user, Optional<SecretText> password)
      throws MalformedException {
    Matcher parts = URL.matcher(url);
    if (!parts.matches() || SECRET.matcher(url).find()) {
      throw new MalformedException(
          "address of another form, or with a user or a password in it, "
              + (FORM + " and both named apart"));
    }
    if (user.isEmpty()) {
      throw new MalformedException("no user, want the name of one");
    }
    return new PostgresAddress(url, "PostgreSQL " + parts.group(1), user, password);
  }

  String url() {
    return url;
  }

  String user() {
    return user;
  }

  Optional<SecretText> password() {
    return password;
  }

  /** Host, port and database. */
  @Override
  public String toString() {
    return shown;
  }
}
