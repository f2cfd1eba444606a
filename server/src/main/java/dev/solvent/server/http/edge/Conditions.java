package dev.solvent.server.http.edge;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client has and takes, as its headers say: RFC 9110 sections 12 and 13. */
public final class Conditions {
  private Conditions() {}

  /** Whether {@code If-None-Match} names the entity; weak comparison, as section 13.1.2 says. */
  public static boolean hasAlready(Context context, String entity) {
    @Nullable String had = context.header("If-None-Match");
    return had != null
        && Arrays.stream(had.split(",", -1))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(entity) || tag.equals("W/" + entity));
  }

  /**
   * Whether a range may be taken of this entity; strong comparison, as section 13.1.5 says. A date
   * is never strong enough here.
   */
  public static boolean mayContinue(Context context, String entity) {
    @Nullable String had = context.header("If-Range");
    return had == null || had.strip().equals(entity);
  }

  /** Whether {@code Accept-Encoding} names gzip, with a weight above zero. */
  static boolean takesGzip(Context context) {
    @Nullable String accepted = context.header("Accept-Encoding");
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.split(",", -1)) {
      String[] parts = coding.strip().toLowerCase(Locale.ROOT).split(";", -1);
      if (parts[0].strip().equals("gzip")) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
      }
    }
    return false;
  }
}
