package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who may use the operator's API. Tokens are kept by their SHA-256 alone. */
public interface ApiTokens {
  /** Adds a token whose id and hash are new. */
  void add(ApiToken token, Hash hash) throws IOException;

  /** The token of that hash; one that was revoked says so. */
  Optional<ApiToken> find(Hash hash) throws IOException;

  /** All, the oldest first. */
  List<ApiToken> all() throws IOException;

  /** Whether there was such a token that was not revoked yet. */
  boolean revoke(String id, Timestamp now) throws IOException;
}
