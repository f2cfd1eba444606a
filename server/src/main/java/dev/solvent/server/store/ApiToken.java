package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a token: whoever reads the store learns no token from it.
 *
 * @param id by which people name it
 * @param name whose it is, in their words
 */
public record ApiToken(
    String id, String name, Set<Scope> scopes, Timestamp created, Optional<Timestamp> revoked) {
  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** What a token is good for. */
  public enum Scope {
    /** To see how publishing goes. */
    STATUS,
    /** To have an epoch published now. */
    TRIGGER,
    /** To get a customer's link. */
    LINKS,
    /** To get a customer's receipt. */
    RECEIPTS
  }
}
