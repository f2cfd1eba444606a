package dev.solvent.server.http.operator;

import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens in memory; a token's id is the token, which no store would have. */
final class FakeTokens implements ApiTokens {
  static final Timestamp NOW = new Timestamp(Instant.EPOCH);

  private final Map<Hash, ApiToken> tokens = new ConcurrentHashMap<>();
  private volatile boolean broken;

  void give(String token, ApiToken.Scope scope) {
    add(new ApiToken(token, "test", Set.of(scope), NOW, Optional.empty()), hash(token));
  }

  void breakDown() {
    broken = true;
  }

  private static Hash hash(String token) {
    return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void add(ApiToken token, Hash hash) {
    tokens.put(hash, token);
  }

  @Override
  public Optional<ApiToken> find(Hash hash) throws IOException {
    if (broken) {
      throw new IOException("the disk is full");
    }
    return Optional.ofNullable(tokens.get(hash));
  }

  @Override
  public List<ApiToken> all() {
    return List.copyOf(tokens.values());
  }

  @Override
  public boolean revoke(String id, Timestamp now) {
    return tokens.computeIfPresent(
            hash(id),
            (hash, token) ->
                new ApiToken(
                    token.id(), token.name(), token.scopes(), token.created(), Optional.of(now)))
        != null;
  }
}
