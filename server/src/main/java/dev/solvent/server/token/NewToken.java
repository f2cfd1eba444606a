package dev.solvent.server.token;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A token that was just made.
 *
 * @param kept what the store keeps, beside the hash
 * @param text what its bearer gets
 */
public record NewToken(ApiToken kept, TokenText text) {
  private static final int ID_BYTES = 5;
  private static final int LONGEST_NAME = 100;

  /**
   * Makes a token.
   *
   * @param random a {@link java.security.SecureRandom} wherever it counts
   * @param name whose it is, on one line
   */
  public static NewToken make(
      RandomGenerator random, String name, Set<Scope> scopes, Timestamp now) {
    boolean line = name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
    if (name.isBlank() || !line) {
      throw new IllegalArgumentException(
          "name of " + name.length() + " characters, want one line of 1 to " + LONGEST_NAME);
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("no scope, want what the token is good for");
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new NewToken(
        new ApiToken(HexFormat.of().formatHex(id), name, scopes, now, Optional.empty()),
        TokenText.make(random));
  }
}
